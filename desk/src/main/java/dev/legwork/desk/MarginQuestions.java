package dev.legwork.desk;

import dev.legwork.contract.Instrument;
import dev.legwork.desk.mapping.Combos;
import dev.legwork.desk.mapping.Contracts;
import dev.legwork.order.Side;
import dev.legwork.request.ExecutionRequest;
import dev.legwork.request.RequestedLeg;
import dev.legwork.tws.message.OrderField;
import dev.legwork.tws.message.TwsContract;
import dev.legwork.tws.message.TwsOrder;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * The what-if of some legs of a trade: a bought combination at its net price, or the plain order of
 * a single leg.
 */
final class MarginQuestions {
  private static final int COMBO_DECIMALS = 2;

  private MarginQuestions() {}

  /** What is asked. */
  record Question(TwsContract contract, TwsOrder order) {}

  /**
   * @param price USD per share of each leg; not null
   */
  static Question of(
      ExecutionRequest request,
      List<RequestedLeg> legs,
      Map<String, Instrument> instruments,
      Function<RequestedLeg, BigDecimal> price) {
    return legs.size() == 1
        ? single(request, legs.getFirst(), instruments, price.apply(legs.getFirst()))
        : combo(request, legs, instruments, net(request, legs, price));
  }

  /** The whole trade at its bound. */
  static Question whole(ExecutionRequest request, Map<String, Instrument> instruments) {
    List<RequestedLeg> legs = request.legs();
    if (legs.size() > 1) {
      return combo(request, legs, instruments, request.netLimit());
    }
    RequestedLeg leg = legs.getFirst();
    BigDecimal bound =
        leg.action()
            .signed(request.netLimit())
            .divide(BigDecimal.valueOf(leg.ratio()), COMBO_DECIMALS, RoundingMode.DOWN);
    return single(request, leg, instruments, leg.limit() == null ? bound : leg.limit());
  }

  private static Question single(
      ExecutionRequest request,
      RequestedLeg leg,
      Map<String, Instrument> instruments,
      BigDecimal limit) {
    Instrument instrument = instruments.get(leg.name());
    BigDecimal onTick =
        leg.action() == Side.BUY
            ? instrument.increments().down(limit)
            : instrument.increments().up(limit);
    return new Question(
        Contracts.of(instrument),
        order(
            request,
            leg.action(),
            leg.quantity(request.quantity()),
            onTick.max(instrument.increments().at(BigDecimal.ZERO))));
  }

  private static Question combo(
      ExecutionRequest request,
      List<RequestedLeg> legs,
      Map<String, Instrument> instruments,
      BigDecimal net) {
    return new Question(
        Combos.of(
            legs.stream()
                .map(leg -> new Combos.Part(instruments.get(leg.name()), leg.action(), leg.ratio()))
                .toList()),
        order(
            request,
            Side.BUY,
            BigDecimal.valueOf(request.quantity()),
            net.setScale(COMBO_DECIMALS, RoundingMode.CEILING)));
  }

  /** USD per share of the underlying for one unit: Σ ±ratio × price × m / M. */
  private static BigDecimal net(
      ExecutionRequest request, List<RequestedLeg> legs, Function<RequestedLeg, BigDecimal> price) {
    BigDecimal cash = BigDecimal.ZERO;
    for (RequestedLeg leg : legs) {
      BigDecimal weight = BigDecimal.valueOf((long) leg.ratio() * leg.contract().multiplier());
      cash = cash.add(leg.action().signed(weight.multiply(price.apply(leg))));
    }
    return cash.divide(
        BigDecimal.valueOf(request.priceMultiplier()), COMBO_DECIMALS, RoundingMode.CEILING);
  }

  private static TwsOrder order(
      ExecutionRequest request, Side side, BigDecimal quantity, BigDecimal limit) {
    return TwsOrder.builder()
        .action(side.name())
        .totalQuantity(quantity)
        .orderType("LMT")
        .lmtPrice(limit)
        .account(request.account())
        .set(OrderField.TIF, "DAY")
        .whatIf(true)
        .build();
  }
}
