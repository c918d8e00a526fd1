package dev.legwork.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.legwork.standalone.Conversion.Market;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceAccessMode;
import org.junit.jupiter.api.parallel.ResourceLock;

@EndToEnd
@ResourceLock(value = EndToEnd.ALONE, mode = ResourceAccessMode.READ_WRITE)
class ManyTradesEndToEndTest {

  @Test
  void runsTradesOfOneAccountOneAfterAnotherInTheOrderTheyCame(Trader trader) {
    trader.market(Market.OPEN);
    List<String> ids = IntStream.rangeClosed(1, 20).mapToObj(n -> trader.id("n" + n)).toList();

    trader.submit(trader.withRestingCall(ids.getFirst()));
    trader.awaitState(ids.getFirst(), "WORKING");
    for (String id : ids.subList(1, ids.size())) {
      trader.submit(trader.marketable(id));
      Waiting.until(
          id + " waits for the lock", Trader.PATIENCE, () -> waiting(trader).contains(id));
    }
    List<JsonNode> ended = ids.stream().map(trader::awaitEnd).toList();

    assertThat(ended.getFirst().path("state").asText()).isEqualTo("UNWOUND");
    assertThat(ended.subList(1, 20))
        .allSatisfy(trade -> assertThat(trade.path("state").asText()).isEqualTo("COMMITTED"));
    assertThat(ended.stream().map(trade -> trade.path("fencingToken").asLong()).toList())
        .as("fencing tokens in the order of submission")
        .isSortedAccordingTo(Comparator.naturalOrder())
        .doesNotHaveDuplicates();
    assertNeverAtTheSameTime(trader, ids);
    ids.forEach(trader::assertInOrder);
  }

  /** All orders of a trade reach the gateway before the first one of the next. */
  private static void assertNeverAtTheSameTime(Trader trader, List<String> ids) {
    List<Long> arrivals =
        ids.stream()
            .flatMap(id -> trader.venue().orders(id).stream())
            .map(order -> order.get("receivedAtNanos").asLong())
            .toList();
    assertThat(arrivals).isSorted();
  }

  private static String waiting(Trader trader) {
    JsonNode lock = trader.trades().http().get("/api/locks/" + trader.account()).json();
    return lock.path("waiters").toString() + lock.path("holder").toString();
  }

  @Test
  void runsTradesOfTenAccountsAtTheSameTime(House house) {
    List<Trader> traders = new ArrayList<>();
    try {
      IntStream.range(0, 10).forEach(n -> traders.add(house.trader()));
      traders.forEach(trader -> trader.market(Market.OPEN));
      traders.forEach(trader -> trader.submit(together(trader)));

      List<JsonNode> ended =
          traders.stream().map(trader -> trader.awaitEnd(trader.id("together"))).toList();

      assertThat(ended)
          .allSatisfy(trade -> assertThat(trade.path("state").asText()).isEqualTo("UNWOUND"));
      assertAllWorkedAtOneMoment(ended);
      traders.forEach(trader -> trader.assertInOrder(trader.id("together")));
    } finally {
      traders.forEach(Trader::close);
    }
  }

  /** The first one works until the last one has begun. */
  private static ObjectNode together(Trader trader) {
    return Conversion.withTimeouts(
        trader.withRestingCall(trader.id("together")),
        Duration.ofSeconds(60),
        Duration.ofSeconds(25));
  }

  private static void assertAllWorkedAtOneMoment(List<JsonNode> ended) {
    String lastStart =
        ended.stream().map(t -> at(t, "WORKING")).max(String::compareTo).orElseThrow();
    String firstEnd =
        ended.stream().map(t -> at(t, "UNWINDING")).min(String::compareTo).orElseThrow();
    assertThat(lastStart)
        .as("the last one started before the first one gave up")
        .isLessThan(firstEnd);
  }

  private static String at(JsonNode trade, String event) {
    return StreamSupport.stream(trade.path("timeline").spliterator(), false)
        .filter(line -> line.path("event").asText().equals(event))
        .map(line -> line.path("at").asText())
        .findFirst()
        .orElseThrow(() -> new AssertionError("never " + event + ": " + trade));
  }
}
