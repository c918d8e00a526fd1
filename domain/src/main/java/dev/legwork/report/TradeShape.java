package dev.legwork.report;

import dev.legwork.contract.ContractSpec;
import dev.legwork.contract.OptionRight;
import dev.legwork.order.Side;
import dev.legwork.request.ExecutionRequest;
import dev.legwork.request.RequestedLeg;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;

/** What a trade is by its legs, whatever its caller named it: the names of the templates. */
public enum TradeShape {
  SINGLE,
  CONVERSION,
  REVERSAL,
  COLLAR,
  VERTICAL,
  STRANGLE,
  IRON_CONDOR,
  BOX,
  /** None of the others: other legs, other ratios, several expiries or underlyings. */
  CUSTOM;

  /** The shape of the request's legs. */
  public static TradeShape of(ExecutionRequest request) {
    List<RequestedLeg> legs = request.legs();
    if (legs.size() == 1) {
      return SINGLE;
    }
    if (!isOfOneWeight(legs)) {
      return CUSTOM;
    }
    return switch (legs.size()) {
      case 2 -> pair(legs);
      case 3 -> withStock(legs);
      case 4 -> fourOptions(legs);
      default -> CUSTOM;
    };
  }

  /** One underlying, one expiry, and as many shares behind every leg. */
  private static boolean isOfOneWeight(List<RequestedLeg> legs) {
    return isSame(legs.stream().map(leg -> leg.contract().symbol()).toList())
        && isSame(legs.stream().map(leg -> leg.ratio() * leg.contract().multiplier()).toList())
        && isSame(
            legs.stream()
                .map(RequestedLeg::contract)
                .filter(ContractSpec::isOption)
                .map(ContractSpec::expiry)
                .toList());
  }

  private static boolean isSame(List<?> values) {
    return values.stream().distinct().count() <= 1;
  }

  private static TradeShape pair(List<RequestedLeg> legs) {
    RequestedLeg one = legs.getFirst();
    RequestedLeg other = legs.getLast();
    if (!one.contract().isOption() || !other.contract().isOption()) {
      return CUSTOM;
    }
    boolean sameRight = one.contract().right() == other.contract().right();
    boolean sameAction = one.action() == other.action();
    if (sameRight) {
      return sameAction ? CUSTOM : VERTICAL;
    }
    return sameAction ? STRANGLE : CUSTOM;
  }

  private static TradeShape withStock(List<RequestedLeg> legs) {
    Optional<RequestedLeg> stock =
        legs.stream().filter(leg -> !leg.contract().isOption()).findFirst();
    List<RequestedLeg> puts = options(legs, OptionRight.PUT);
    List<RequestedLeg> calls = options(legs, OptionRight.CALL);
    if (stock.isEmpty() || puts.size() != 1 || calls.size() != 1) {
      return CUSTOM;
    }
    Side side = stock.get().action();
    RequestedLeg put = puts.getFirst();
    RequestedLeg call = calls.getFirst();
    if (put.action() != side || call.action() == side) {
      return CUSTOM;
    }
    int callAbove = call.contract().strike().compareTo(put.contract().strike());
    if (callAbove == 0) {
      return side == Side.BUY ? CONVERSION : REVERSAL;
    }
    return side == Side.BUY && callAbove > 0 ? COLLAR : CUSTOM;
  }

  private static TradeShape fourOptions(List<RequestedLeg> legs) {
    List<RequestedLeg> puts = options(legs, OptionRight.PUT);
    List<RequestedLeg> calls = options(legs, OptionRight.CALL);
    if (puts.size() != 2 || calls.size() != 2 || !isSpread(puts) || !isSpread(calls)) {
      return CUSTOM;
    }
    BigDecimal putBought = strike(puts, Side.BUY);
    BigDecimal putSold = strike(puts, Side.SELL);
    BigDecimal callSold = strike(calls, Side.SELL);
    BigDecimal callBought = strike(calls, Side.BUY);
    if (putBought.compareTo(callSold) == 0 && putSold.compareTo(callBought) == 0) {
      return putBought.compareTo(putSold) == 0 ? CUSTOM : BOX;
    }
    boolean isCondor =
        putBought.compareTo(putSold) < 0
            && putSold.compareTo(callSold) <= 0
            && callSold.compareTo(callBought) < 0;
    return isCondor ? IRON_CONDOR : CUSTOM;
  }

  private static boolean isSpread(List<RequestedLeg> pair) {
    return pair.getFirst().action() != pair.getLast().action();
  }

  private static BigDecimal strike(List<RequestedLeg> pair, Side side) {
    return pair.stream()
        .filter(leg -> leg.action() == side)
        .map(leg -> leg.contract().strike())
        .findFirst()
        .orElseThrow();
  }

  private static List<RequestedLeg> options(List<RequestedLeg> legs, OptionRight right) {
    return legs.stream().filter(leg -> leg.contract().right() == right).toList();
  }
}
