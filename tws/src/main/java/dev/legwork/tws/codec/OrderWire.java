package dev.legwork.tws.codec;

import dev.legwork.tws.codec.Run.Slot;
import dev.legwork.tws.message.OrderField;
import dev.legwork.tws.message.OrderStateFields;
import dev.legwork.tws.message.TagValue;
import dev.legwork.tws.message.TwsContract;
import java.math.BigDecimal;
import java.util.List;

/**
 * One direction of an order's journey. {@link OrderLayouts} describes each message once against
 * this interface; {@link OrderWriter} and {@link OrderReader} carry it out, so that both directions
 * cannot drift apart.
 */
interface OrderWire {
  /** Carries a field and tells whether it is not empty on the wire. */
  boolean slot(Slot slot);

  /** Carries a field and tells whether it is a number above zero. */
  boolean positive(Slot slot);

  /** Carries fields that follow each other. */
  void slots(Slot[] run);

  /** Carries a number of the message's own. */
  int integer(String name, int value);

  long longNumber(String name, long value);

  String text(String name, String value);

  BigDecimal decimal(String name, BigDecimal value);

  /** Carries a field that nobody reads any more. */
  void dead(String name);

  /** Carries the contract with the primary exchange, as requests have it. */
  TwsContract requestContract(TwsContract contract);

  /** Carries the contract without the primary exchange, as answers have it. */
  TwsContract answerContract(TwsContract contract);

  /** Carries the legs of the contract and returns it with them. */
  TwsContract legs(TwsContract contract);

  /** Carries the order's prices by leg. */
  void legPrices();

  /** Carries a count and so many tags with their values. */
  void tags(OrderField<List<TagValue>> field);

  /** Carries whether there is a delta neutral contract, and it. */
  void deltaNeutralContract();

  /** Carries the count of conditions, each of them, and the two flags that follow them. */
  void conditions();

  /** Carries the offset of PEG BEST and tells whether it reaches up to the midpoint. */
  boolean competeOffset();

  /** Carries the state part of openOrder. */
  OrderStateFields state(OrderStateFields state);

  /** The text of a field already carried. */
  String carried(OrderField<String> field);
}
