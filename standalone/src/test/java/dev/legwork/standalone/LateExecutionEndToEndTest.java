package dev.legwork.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import dev.legwork.standalone.Conversion.Market;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceAccessMode;
import org.junit.jupiter.api.parallel.ResourceLock;

@EndToEnd
@ResourceLock(value = EndToEnd.ALONE, mode = ResourceAccessMode.READ_WRITE)
class LateExecutionEndToEndTest {

  /** faults O7 and Y5: it comes for a trade that has ended, and nobody is there to hear it. */
  @Test
  void countsAnExecutionThatCameForAnEndedTradeWhileNoWorkerLived(House house, Trader trader) {
    String id = trader.id("late");
    trader.market(Market.OPEN);
    assertThat(trader.execute(trader.resting(id)).path("state").asText()).isEqualTo("NOT_FILLED");

    house.killWorker();
    trader
        .venue()
        .fault(
            """
            {"on": "now", "do": "fillAfterCancel", "ms": 0,
             "match": {"orderRef": "lw1|%s|stock|E1"}}
            """
                .formatted(id));
    house.awaitWorker();

    Waiting.until(
        "it is counted",
        Trader.PATIENCE,
        () -> house.count("select count(*) from effective_fill where execution_id = ?", id) > 0);
    Waiting.until(
        "it is told or undone",
        Trader.PATIENCE,
        () ->
            trader.held(id).isEmpty()
                || house.count(
                        "select count(*) from alert where code = 'LATE_EXECUTION'"
                            + " and closed_at is null and execution_id = ?",
                        id)
                    > 0);
  }
}
