package dev.legwork.order;

import dev.legwork.contract.Instrument;
import dev.legwork.num.Decimals;
import dev.legwork.request.ChosenPlacing;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * An order as decided, before anything of it was sent. It is stored first, then written.
 *
 * @param instrument what it trades; null for a combo
 * @param quantity shares of a stock, contracts of an option, units of a combo; whole and above 0
 * @param limit USD per share, above 0; of a combo its net, which may be 0 or negative; every order
 *     has one
 * @param goodTill the venue ends the order by itself then (GTD, venue time); null: day order, or
 *     for a stop until it is cancelled (GTC)
 * @param combo the legs it trades as one; null for an order of one contract
 * @param immediate it never rests: what does not trade at once the venue cancels (IOC)
 * @param child its number, from 1, among the orders that were written together for the leg because
 *     one order of it all would have been too large ({@link Children}); null: it is the only one
 * @param most an order that is not split yet: no child of it is for more, shares, contracts or
 *     units; null: as the desk's own limits say
 * @param chosen how its trade is placed, where that was left to us; null where the request says so
 * @param stopTrigger USD per share; the venue holds the order back until the market has reached it
 *     (STP LMT); null: it works at once. Only a STOP has one
 */
public record OrderIntent(
    OrderRef ref,
    String account,
    Instrument instrument,
    Side side,
    BigDecimal quantity,
    BigDecimal limit,
    Instant goodTill,
    Combo combo,
    boolean immediate,
    Integer child,
    BigDecimal most,
    ChosenPlacing chosen,
    BigDecimal stopTrigger) {

  public OrderIntent {
    Objects.requireNonNull(ref, "ref");
    Objects.requireNonNull(account, "account");
    Objects.requireNonNull(side, "side");
    quantity = Decimals.normal(quantity);
    limit = Decimals.normal(limit);
    if ((instrument == null) == (combo == null)) {
      throw new IllegalArgumentException(ref + ": an order trades one contract or one combo");
    }
    if (!Decimals.isPositive(quantity) || !Decimals.isWhole(quantity)) {
      throw new IllegalArgumentException(ref + ": quantity must be whole and above 0: " + quantity);
    }
    if (immediate && goodTill != null) {
      throw new IllegalArgumentException(ref + ": what ends at once has no other end: " + goodTill);
    }
    if (combo == null && !Decimals.isPositive(limit)) {
      throw new IllegalArgumentException(ref + ": limit must be above 0: " + limit);
    }
    if (combo != null && (side != Side.BUY || !ref.leg().equals(Combo.NAME))) {
      throw new IllegalArgumentException(ref + ": combos are bought, and named " + Combo.NAME);
    }
    if (child != null && (child < 1 || child > ref.attempt())) {
      throw new IllegalArgumentException(ref + ": is nobody's child " + child);
    }
    if (most != null && (most.signum() < 0 || !Decimals.isWhole(most))) {
      throw new IllegalArgumentException(ref + ": orders of at most " + most);
    }
    most = most == null ? null : Decimals.normal(most);
    stopTrigger = stopTrigger == null ? null : Decimals.normal(stopTrigger);
    if ((stopTrigger != null) != (ref.purpose() == Purpose.STOP)) {
      throw new IllegalArgumentException(ref + ": a stop has a trigger, and nothing else has");
    }
    if (stopTrigger != null && !Decimals.isPositive(stopTrigger)) {
      throw new IllegalArgumentException(ref + ": trigger must be above 0: " + stopTrigger);
    }
  }

  /** An order that is not split, and works at once. */
  public OrderIntent(
      OrderRef ref,
      String account,
      Instrument instrument,
      Side side,
      BigDecimal quantity,
      BigDecimal limit,
      Instant goodTill,
      Combo combo,
      boolean immediate) {
    this(
        ref,
        account,
        instrument,
        side,
        quantity,
        limit,
        goodTill,
        combo,
        immediate,
        null,
        null,
        null,
        null);
  }

  /** An order of one contract. */
  public OrderIntent(
      OrderRef ref,
      String account,
      Instrument instrument,
      Side side,
      BigDecimal quantity,
      BigDecimal limit,
      Instant goodTill) {
    this(ref, account, instrument, side, quantity, limit, goodTill, null, false);
  }

  /** The same order, which never rests. */
  public OrderIntent atOnce() {
    return new OrderIntent(
        ref,
        account,
        instrument,
        side,
        quantity,
        limit,
        null,
        combo,
        true,
        child,
        most,
        chosen,
        stopTrigger);
  }

  /** The same order, of a trade that is placed as was chosen. */
  public OrderIntent chosenAs(ChosenPlacing placing) {
    return new OrderIntent(
        ref,
        account,
        instrument,
        side,
        quantity,
        limit,
        goodTill,
        combo,
        immediate,
        child,
        most,
        placing,
        stopTrigger);
  }

  /**
   * Buys units of a combo.
   *
   * @param limit the most that one unit may cost, USD per share of the underlying; on the combo's
   *     price steps
   */
  public static OrderIntent of(
      OrderRef ref,
      String account,
      Combo combo,
      BigDecimal units,
      BigDecimal limit,
      Instant goodTill) {
    return new OrderIntent(ref, account, null, Side.BUY, units, limit, goodTill, combo, false);
  }

  /** The same order, of which no child may be for more. */
  public OrderIntent ofAtMost(BigDecimal size) {
    return new OrderIntent(
        ref,
        account,
        instrument,
        side,
        quantity,
        limit,
        goodTill,
        combo,
        immediate,
        child,
        size,
        chosen,
        stopTrigger);
  }

  /**
   * The attempt of the first of the orders that were written together for its leg: its own, too.
   */
  public int firstAttempt() {
    return child == null ? ref.attempt() : ref.attempt() - child + 1;
  }

  /** Whether both are children of one order, or the same order. */
  public boolean isSiblingOf(OrderIntent other) {
    return ref.purpose() == other.ref.purpose()
        && firstAttempt() == other.firstAttempt()
        && ref.leg().equals(other.ref.leg())
        && ref.executionId().equals(other.ref.executionId());
  }

  public boolean isCombo() {
    return combo != null;
  }

  /** All contracts that it trades. */
  public List<Instrument> instruments() {
    return isCombo()
        ? combo.legs().stream().map(ComboLeg::instrument).toList()
        : List.of(instrument);
  }

  /** Whether it trades this leg of its trade. */
  public boolean trades(String leg) {
    return isCombo() ? combo.leg(leg).isPresent() : ref.leg().equals(leg);
  }

  /** The contract in which it trades this leg. */
  public Instrument instrument(String leg) {
    return isCombo() ? combo.leg(leg).orElseThrow().instrument() : instrument;
  }

  /** The contract in which one of its fills traded. */
  public Instrument instrument(Fill fill) {
    return isCombo() ? combo.leg(fill.conId()).orElseThrow().instrument() : instrument;
  }

  /** The names of the legs that it trades. */
  public List<String> legs() {
    return isCombo() ? combo.legs().stream().map(ComboLeg::name).toList() : List.of(ref.leg());
  }

  /** Whether a fill of it is of this leg. */
  public boolean isOf(String leg, Fill fill) {
    return legOf(fill).filter(leg::equals).isPresent();
  }

  /** The leg that a fill of it is of; empty for a combo's fill in a contract that is none of it. */
  public Optional<String> legOf(Fill fill) {
    return isCombo() ? combo.leg(fill.conId()).map(ComboLeg::name) : Optional.of(ref.leg());
  }

  /** Shares or contracts of this leg in so much of the order. */
  public BigDecimal quantity(String leg, BigDecimal ordered) {
    return isCombo() ? combo.leg(leg).orElseThrow().quantity(ordered) : ordered;
  }

  /** The side on which it trades this leg. */
  public Side side(String leg) {
    return isCombo() ? combo.leg(leg).orElseThrow().action() : side;
  }

  /** A stop-limit order that rests at the venue until it is cancelled. */
  public static OrderIntent stop(
      OrderRef ref,
      String account,
      Instrument instrument,
      Side side,
      BigDecimal quantity,
      BigDecimal trigger,
      BigDecimal limit) {
    return new OrderIntent(
        ref,
        account,
        instrument,
        side,
        quantity,
        limit,
        null,
        null,
        false,
        null,
        null,
        null,
        trigger);
  }

  /** Short form for people: {@code BUY 100 TWX @ 69.60}, of a stop with {@code stop 70}. */
  public String label() {
    return side
        + " "
        + quantity.toPlainString()
        + " "
        + (isCombo() ? combo.label() : instrument.label())
        + " @ "
        + Decimals.price(limit)
        + (stopTrigger == null ? "" : " stop " + Decimals.price(stopTrigger));
  }
}
