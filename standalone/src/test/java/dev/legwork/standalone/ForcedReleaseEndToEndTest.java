package dev.legwork.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.legwork.fault.CrashPoint;
import dev.legwork.standalone.Conversion.Market;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceAccessMode;
import org.junit.jupiter.api.parallel.ResourceLock;

/** A person takes the lock from a holder that lives (fault Y16). */
@EndToEnd
@ResourceLock(value = EndToEnd.ALONE, mode = ResourceAccessMode.READ_WRITE)
class ForcedReleaseEndToEndTest {

  private static final String GRANTED = CrashPoint.LOCK_GRANTED.code();

  private House house;

  @AfterEach
  void lettingEverybodyGo() {
    house.crashes().disarm();
  }

  @Test
  void theFormerHolderOpensNothing(House house, Trader trader) {
    this.house = house;
    String id = trader.id("late");
    trader.market(Market.OPEN);
    // The first who asks a new lock is queued until it knows its tokens, and never comes there.
    trader.execute(trader.marketable(trader.id("first")));
    house.crashes().hold(GRANTED);
    trader.submit(trader.marketable(id));
    house.crashes().awaitReached(GRANTED);
    takeTheLockFrom(trader, id);
    house.crashes().letGo(GRANTED);

    JsonNode ended = trader.awaitEnd(id);

    assertThat(ended.path("state").asText()).isEqualTo("REJECTED");
    assertThat(ended.path("reason").path("code").asText()).isEqualTo("FENCED");
    assertThat(trader.venue().orders(id)).isEmpty();
    trader.assertInOrder(id);
  }

  @Test
  void theFormerHolderStillUnwinds(House house, Trader trader) {
    this.house = house;
    String id = trader.id("held");
    trader.market(Market.OPEN);
    trader.submit(trader.withRestingCall(id));
    trader.awaitPosition(id, "stock", 100);
    trader.awaitPosition(id, "put", 1);
    takeTheLockFrom(trader, id);

    JsonNode ended = trader.awaitEnd(id);

    assertThat(ended.path("state").asText()).isEqualTo("UNWOUND");
    assertThat(trader.held(id)).isEqualTo(Map.of());
    assertThat(trader.executed(id, "stock", "SELL")).isEqualTo(100);
    trader.assertInOrder(id);
  }

  private static void takeTheLockFrom(Trader trader, String id) {
    JsonHttp.Answer answer =
        trader
            .trades()
            .http()
            .post(
                "/api/locks/" + trader.account() + "/force-release",
                """
                {"reason": "it must open nothing more", "operator": "ann", "holder": "%s"}
                """
                    .formatted(id));
    assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    assertThat(answer.json().path("holder").asText("")).isNotEqualTo(id);
  }
}
