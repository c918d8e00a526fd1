package dev.legwork.allocation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.legwork.Conversion;
import dev.legwork.num.Decimals;
import dev.legwork.order.Side;
import dev.legwork.quote.Quote;
import dev.legwork.request.ExecutionRequest;
import dev.legwork.request.RequestedLeg;
import dev.legwork.saga.EntryPlan;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class LimitAllocationProperties {

  @Property
  void limitsTogetherNeverExceedTheBoundAndNoLimitIsWorseThanItsQuote(
      @ForAll @IntRange(min = 100, max = 20_000) int stockBid,
      @ForAll @IntRange(min = 0, max = 50) int stockSpread,
      @ForAll @IntRange(min = 1, max = 200) int putBid,
      @ForAll @IntRange(min = 0, max = 20) int putSpread,
      @ForAll @IntRange(min = 1, max = 200) int callBid,
      @ForAll @IntRange(min = 0, max = 20) int callSpread,
      @ForAll @IntRange(min = -300, max = 5_000) int slackInCents) {
    Map<String, Quote> quotes =
        Map.of(
            "stock", quote(stockBid, stockSpread, "0.01"),
            "put", quote(putBid, putSpread, "0.05"),
            "call", quote(callBid, callSpread, "0.05"));
    BigDecimal net =
        NetPrice.of(
            Conversion.units(1, "1"), leg -> quotes.get(leg.name()).executable(leg.action()));
    BigDecimal bound = net.add(new BigDecimal(slackInCents).movePointLeft(2));
    ExecutionRequest request = Conversion.units(4, bound.toPlainString());

    Allocation allocation =
        LimitAllocation.allocate(
            new EntryPlan(request, 1), Conversion.INSTRUMENTS, quotes, Duration.ofSeconds(60));

    if (slackInCents < 0) {
      assertThat(allocation).isInstanceOf(Allocation.Refused.class);
      return;
    }
    Map<String, BigDecimal> limits = ((Allocation.Allocated) allocation).limits();
    assertThat(NetPrice.of(request, leg -> limits.get(leg.name()))).isLessThanOrEqualTo(bound);
    request.legs().forEach(leg -> assertMarketable(leg, limits, quotes));
  }

  @Property
  void whatIsSentAgainNeverExceedsWhatTheOthersLeave(
      @ForAll @IntRange(min = 1, max = 200) int putBid,
      @ForAll @IntRange(min = 0, max = 20) int putSpread,
      @ForAll @IntRange(min = 1, max = 200) int callBid,
      @ForAll @IntRange(min = 0, max = 20) int callSpread,
      @ForAll @IntRange(min = 1, max = 7) int units,
      @ForAll @IntRange(min = -1_000, max = 1_000_000) int committedCents) {
    Map<String, Quote> quotes =
        Map.of("put", quote(putBid, putSpread, "0.05"), "call", quote(callBid, callSpread, "0.05"));
    ExecutionRequest request = Conversion.units(units, "69.72");
    List<RequestedLeg> legs = List.of(request.leg("put"), request.leg("call"));
    BigDecimal committed = new BigDecimal(committedCents).movePointLeft(2);
    BigDecimal left = request.cashBound().subtract(committed);

    Allocation allocation =
        LimitAllocation.allocate(
            new EntryPlan(
                request, 1, legs.stream().map(RequestedLeg::name).toList(), 2, null, committed),
            Conversion.INSTRUMENTS,
            quotes,
            Duration.ofSeconds(60));

    BigDecimal executable =
        NetPrice.cash(
            legs,
            leg -> leg.quantity(units),
            leg -> quotes.get(leg.name()).executable(leg.action()));
    if (executable.compareTo(left) > 0) {
      assertThat(allocation).isInstanceOf(Allocation.Refused.class);
      return;
    }
    Map<String, BigDecimal> limits = ((Allocation.Allocated) allocation).limits();
    assertThat(limits).containsOnlyKeys("put", "call");
    assertThat(NetPrice.cash(legs, leg -> leg.quantity(units), leg -> limits.get(leg.name())))
        .isLessThanOrEqualTo(left);
    legs.forEach(leg -> assertMarketable(leg, limits, quotes));
  }

  private static void assertMarketable(
      RequestedLeg leg, Map<String, BigDecimal> limits, Map<String, Quote> quotes) {
    BigDecimal limit = limits.get(leg.name());
    BigDecimal executable = quotes.get(leg.name()).executable(leg.action());
    assertThat(Conversion.INSTRUMENTS.get(leg.name()).increments().allows(limit)).isTrue();
    assertThat(limit).isPositive();
    if (leg.action() == Side.BUY) {
      assertThat(limit).isGreaterThanOrEqualTo(executable);
    } else {
      assertThat(limit).isLessThanOrEqualTo(executable);
    }
  }

  private static Quote quote(int bidTicks, int spreadTicks, String tick) {
    BigDecimal bid = new BigDecimal(tick).multiply(BigDecimal.valueOf(bidTicks));
    BigDecimal ask = new BigDecimal(tick).multiply(BigDecimal.valueOf(bidTicks + spreadTicks));
    return Quote.of(bid, Decimals.of(10_000), ask, Decimals.of(10_000));
  }
}
