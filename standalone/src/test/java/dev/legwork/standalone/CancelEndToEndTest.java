package dev.legwork.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.legwork.standalone.Conversion.Market;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceAccessMode;
import org.junit.jupiter.api.parallel.ResourceLock;

@EndToEnd
@ResourceLock(value = EndToEnd.ALONE, mode = ResourceAccessMode.READ)
class CancelEndToEndTest {

  private static final Duration LONG = Duration.ofSeconds(60);

  @Test
  void sendsNothingWhenCancelledWhileQueued(Trader trader) {
    String holder = trader.id("holder");
    String id = trader.id("queued");
    trader.market(Market.OPEN);
    trader.submit(Conversion.withTimeouts(trader.resting(holder), LONG, LONG));
    trader.awaitState(holder, "WORKING");
    trader.submit(trader.marketable(id));
    trader.awaitState(id, "AWAITING_LOCK");

    cancel(trader, id);
    JsonNode ended = trader.awaitEnd(id);
    cancel(trader, holder);
    trader.awaitEnd(holder);

    assertCancelled(ended, "NOT_FILLED");
    assertThat(trader.venue().orders(id)).isEmpty();
    trader.assertInOrder(id);
    trader.assertInOrder(holder);
  }

  @Test
  void endsUnfilledWhenCancelledBeforeAnyFill(Trader trader) {
    String id = trader.id("working");
    trader.market(Market.OPEN);
    trader.submit(Conversion.withTimeouts(trader.resting(id), LONG, LONG));
    trader.awaitOrders(id, 3);

    cancel(trader, id);
    JsonNode ended = trader.awaitEnd(id);

    assertCancelled(ended, "NOT_FILLED");
    assertThat(trader.venue().fills(id)).isEmpty();
    trader.assertInOrder(id);
  }

  @Test
  void unwindsWhatHadFilledWhenCancelled(Trader trader) {
    String id = trader.id("half");
    trader.market(Market.OPEN);
    trader.submit(Conversion.withTimeouts(trader.withRestingCall(id), LONG, LONG));
    trader.awaitPosition(id, "stock", 100);
    trader.awaitPosition(id, "put", 1);

    cancel(trader, id);
    JsonNode ended = trader.awaitEnd(id);

    assertCancelled(ended, "UNWOUND");
    assertThat(trader.held(id)).isEmpty();
    trader.assertInOrder(id);
  }

  @Test
  void finishesTheUnwindingWhenCancelledMeanwhile(Trader trader) {
    String id = trader.id("unwinding");
    trader.market(Market.OPEN);
    trader.keepUnwinding(id);
    trader.submit(trader.withRestingCall(id));
    trader.awaitState(id, "UNWINDING");

    cancel(trader, id);
    JsonNode ended = trader.awaitEnd(id);

    assertThat(ended.path("state").asText()).isEqualTo("UNWOUND");
    assertThat(trader.held(id)).isEmpty();
    trader.assertInOrder(id);
  }

  private static void cancel(Trader trader, String id) {
    JsonHttp.Answer answer =
        trader
            .trades()
            .http()
            .post("/api/executions/" + id + "/cancel", "{\"reason\": \"changed my mind\"}");
    assertThat(answer.status()).as(answer.text()).isEqualTo(202);
  }

  private static void assertCancelled(JsonNode ended, String state) {
    assertThat(ended.path("state").asText()).isEqualTo(state);
    assertThat(ended.at("/reason/code").asText()).isEqualTo("CANCELLED");
    assertThat(ended.at("/reason/detail").asText()).contains("changed my mind");
  }
}
