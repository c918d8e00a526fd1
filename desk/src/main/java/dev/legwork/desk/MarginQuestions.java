package dev.legwork.desk;

import dev.legwork.contract.Instrument;
import dev.legwork.desk.mapping.Combos;
import dev.legwork.desk.mapping.Contracts;
import dev.legwork.order.Children;
import dev.legwork.order.OrderSizes;
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
  private static final int SCALE_DECIMALS = 6;

  private MarginQuestions() {}

  /**
   * What is asked. The broker judges a what-if by its size, too: what is larger than one order may
   * be is asked about in the largest size that is taken.
   *
   * @param order null where not even a unit of the legs is taken
   * @param scale how many times as much the trade is for
   */
  record Question(TwsContract contract, TwsOrder order, BigDecimal scale) {}

  /**
   * @param price USD per share of each leg; not null
   */
  static Question of(
      ExecutionRequest request,
      List<RequestedLeg> legs,
      Map<String, Instrument> instruments,
      OrderSizes sizes,
      Function<RequestedLeg, BigDecimal> price) {
    return legs.size() == 1
        ? single(request, legs.getFirst(), instruments, sizes, price.apply(legs.getFirst()))
        : combo(request, legs, instruments, sizes, net(request, legs, price));
  }

  /** Whether all questions about the trade are for all of it. */
  static boolean isAskedWhole(
      ExecutionRequest request, Map<String, Instrument> instruments, OrderSizes sizes) {
    return request.legs().stream()
        .allMatch(
            leg -> {
              BigDecimal most = sizes.of(instruments.get(leg.name()));
              return most == null || leg.quantity(request.quantity()).compareTo(most) <= 0;
            });
  }

  private static BigDecimal mostUnits(
      List<RequestedLeg> legs, Map<String, Instrument> instruments, OrderSizes sizes) {
    return legs.stream()
        .map(leg -> OrderSizes.units(sizes.of(instruments.get(leg.name())), leg.ratio()))
        .reduce(null, Children::smaller);
  }

  private static Question asked(
      TwsContract contract,
      BigDecimal quantity,
      BigDecimal most,
      Function<BigDecimal, TwsOrder> order) {
    BigDecimal size = Children.smaller(quantity, most);
    if (size.signum() == 0) {
      return new Question(contract, null, BigDecimal.ONE);
    }
    return new Question(
        contract, order.apply(size), quantity.divide(size, SCALE_DECIMALS, RoundingMode.CEILING));
  }

  /** The whole trade at its bound. */
  static Question whole(
      ExecutionRequest request, Map<String, Instrument> instruments, OrderSizes sizes) {
    List<RequestedLeg> legs = request.legs();
    if (legs.size() > 1) {
      return combo(request, legs, instruments, sizes, request.netLimit());
    }
    RequestedLeg leg = legs.getFirst();
    BigDecimal bound =
        leg.action()
            .signed(request.netLimit())
            .divide(BigDecimal.valueOf(leg.ratio()), COMBO_DECIMALS, RoundingMode.DOWN);
    return single(request, leg, instruments, sizes, leg.limit() == null ? bound : leg.limit());
  }

  private static Question single(
      ExecutionRequest request,
      RequestedLeg leg,
      Map<String, Instrument> instruments,
      OrderSizes sizes,
      BigDecimal limit) {
    Instrument instrument = instruments.get(leg.name());
    BigDecimal onTick =
        leg.action() == Side.BUY
            ? instrument.increments().down(limit)
            : instrument.increments().up(limit);
    BigDecimal price = onTick.max(instrument.increments().at(BigDecimal.ZERO));
    return asked(
        Contracts.of(instrument),
        leg.quantity(request.quantity()),
        sizes.of(instrument),
        size -> order(request, leg.action(), size, price));
  }

  private static Question combo(
      ExecutionRequest request,
      List<RequestedLeg> legs,
      Map<String, Instrument> instruments,
      OrderSizes sizes,
      BigDecimal net) {
    BigDecimal price = net.setScale(COMBO_DECIMALS, RoundingMode.CEILING);
    return asked(
        Combos.of(
            legs.stream()
                .map(leg -> new Combos.Part(instruments.get(leg.name()), leg.action(), leg.ratio()))
                .toList()),
        BigDecimal.valueOf(request.quantity()),
        mostUnits(legs, instruments, sizes),
        size -> order(request, Side.BUY, size, price));
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
