package dev.legwork.tws.codec;

import dev.legwork.tws.codec.Run.Slot;
import dev.legwork.tws.message.DeltaNeutralContract;
import dev.legwork.tws.message.OrderComboLeg;
import dev.legwork.tws.message.OrderCondition;
import dev.legwork.tws.message.OrderField;
import dev.legwork.tws.message.OrderStateFields;
import dev.legwork.tws.message.TagValue;
import dev.legwork.tws.message.TwsContract;
import dev.legwork.tws.message.TwsOrder;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/** Reads an order along a layout. */
final class OrderReader implements OrderWire {
  private static final byte[] INFINITY = Decimals.ascii("Infinity");

  private final FieldReader in;
  private final TwsOrder.Builder order = TwsOrder.builder();

  OrderReader(FieldReader in) {
    this.in = in;
  }

  TwsOrder order() {
    return order.build();
  }

  @Override
  public void slots(Slot[] run) {
    for (Slot slot : run) {
      slot(slot);
    }
  }

  @Override
  public boolean slot(Slot slot) {
    in.next(slot.field().wireName());
    if (in.isEmpty()) {
      return false;
    }
    if (!in.isSpelled(slot.unset())) {
      order.setUnchecked(slot.field(), value(slot.field()));
    }
    return true;
  }

  private Object value(OrderField<?> field) {
    return switch (field.kind()) {
      case TEXT -> in.currentText();
      case DECIMAL -> in.currentDecimal();
      case INTEGER -> in.currentIsUnsetNumber() ? null : (Integer) in.currentInteger();
      case LONG -> in.currentIsUnsetNumber() ? null : (Long) in.currentLong();
      case FLAG -> in.currentIsUnsetNumber() ? null : (Boolean) in.currentFlag();
      case TAG_LIST -> tagList(in.currentText());
      case STRUCTURED -> throw new IllegalArgumentException("no single field: " + field);
    };
  }

  private List<TagValue> tagList(String text) {
    List<TagValue> tags = new ArrayList<>();
    int from = 0;
    while (from < text.length()) {
      int end = text.indexOf(';', from);
      int equals = text.indexOf('=', from);
      if (end < 0 || equals < 0 || equals > end) {
        throw in.malformed("is not a tag list");
      }
      tags.add(new TagValue(text.substring(from, equals), text.substring(equals + 1, end)));
      from = end + 1;
    }
    return tags;
  }

  @Override
  public boolean positive(Slot slot) {
    slot(slot);
    return order.get(slot.field()) instanceof BigDecimal value && value.signum() > 0;
  }

  @Override
  public int integer(String name, int value) {
    return in.integer(name);
  }

  @Override
  public long longNumber(String name, long value) {
    return in.longOr(name, 0);
  }

  @Override
  public String text(String name, String value) {
    return in.text(name);
  }

  @Override
  public BigDecimal decimal(String name, BigDecimal value) {
    return in.decimal(name);
  }

  @Override
  public void dead(String name) {
    in.skip(name);
  }

  @Override
  public TwsContract requestContract(TwsContract contract) {
    return ContractFields.read12(in);
  }

  @Override
  public TwsContract answerContract(TwsContract contract) {
    return ContractFields.read11(in);
  }

  @Override
  public TwsContract legs(TwsContract contract) {
    var legs = ContractFields.readLegs(in);
    return legs.isEmpty() ? contract : contract.withComboLegs(legs);
  }

  @Override
  public void legPrices() {
    var prices =
        in.list("orderComboLegsCount", () -> new OrderComboLeg(in.decimal("orderComboLeg.price")));
    setUnlessEmpty(OrderField.COMBO_LEG_PRICES, prices);
  }

  @Override
  public void tags(OrderField<List<TagValue>> field) {
    setUnlessEmpty(field, ContractFields.readTags(in, field.wireName()));
  }

  private <E> void setUnlessEmpty(OrderField<List<E>> field, List<E> list) {
    if (!list.isEmpty()) {
      order.set(field, list);
    }
  }

  @Override
  public void deltaNeutralContract() {
    if (in.flag("deltaNeutralContractPresent")) {
      order.set(
          OrderField.DELTA_NEUTRAL_CONTRACT,
          new DeltaNeutralContract(
              in.integerOr("deltaNeutralContract.conId", 0),
              in.decimal("deltaNeutralContract.delta"),
              in.decimal("deltaNeutralContract.price")));
    }
  }

  @Override
  public void conditions() {
    List<OrderCondition> conditions = in.list("conditionsCount", () -> Conditions.read(in));
    if (!conditions.isEmpty()) {
      order.set(OrderField.CONDITIONS, conditions);
      order.set(OrderField.CONDITIONS_IGNORE_RTH, in.flag("conditionsIgnoreRth"));
      order.set(OrderField.CONDITIONS_CANCEL_ORDER, in.flag("conditionsCancelOrder"));
    }
  }

  @Override
  public boolean competeOffset() {
    in.next("competeAgainstBestOffset");
    if (in.isSpelled(INFINITY)) {
      order.set(OrderField.COMPETE_UP_TO_MID, true);
      return true;
    }
    order.set(OrderField.COMPETE_AGAINST_BEST_OFFSET, in.currentDecimal());
    return false;
  }

  @Override
  public OrderStateFields state(OrderStateFields state) {
    return new OrderStateFields(
        in.text("status"),
        in.decimal("initMarginBefore"),
        in.decimal("maintMarginBefore"),
        in.decimal("equityWithLoanBefore"),
        in.decimal("initMarginChange"),
        in.decimal("maintMarginChange"),
        in.decimal("equityWithLoanChange"),
        in.decimal("initMarginAfter"),
        in.decimal("maintMarginAfter"),
        in.decimal("equityWithLoanAfter"),
        in.decimal("commission"),
        in.decimal("minCommission"),
        in.decimal("maxCommission"),
        in.text("commissionCurrency"),
        in.text("warningText"));
  }

  @Override
  public String carried(OrderField<String> field) {
    String value = order.get(field);
    return value == null ? "" : value;
  }
}
