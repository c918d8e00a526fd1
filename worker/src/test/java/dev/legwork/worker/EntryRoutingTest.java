package dev.legwork.worker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.legwork.activity.LegSkew;
import dev.legwork.activity.OrderDeskActivities;
import dev.legwork.report.ExecutionView;
import dev.legwork.saga.TradeState;
import dev.legwork.workflow.WorkflowIds;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.temporal.api.enums.v1.EventType;
import java.io.IOException;
import java.time.Clock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * fault Y13: a process that has just lost an account's desk still asks for the account's tasks, for
 * as long as its last questions to Temporal stand.
 */
class EntryRoutingTest {
  private static final int TRADES = 20;

  private House house;
  private BrokerQueue former;

  @BeforeEach
  void start() throws IOException {
    house = new House();
    quoteAll();
    house.startWorker();
    SimpleMeterRegistry metrics = new SimpleMeterRegistry();
    LegSkew skew = new LegSkew(House.ACCOUNT, metrics);
    former =
        new BrokerQueue(
            House.ACCOUNT,
            house.client(),
            new OrderDeskActivities(
                House.ACCOUNT, new CurrentDesk(), null, skew, metrics, Clock.systemUTC()));
  }

  @AfterEach
  void close() throws IOException {
    former.close();
    house.close();
  }

  @Test
  void everyEntryFindsTheProcessThatRunsTheDeskThoughAFormerOneGetsItsTasks() {
    int sentOn = 0;
    for (int trade = 1; trade <= TRADES && sentOn == 0; trade++) {
      String id = "routed-" + trade;
      quoteAll();
      // Each time it asks anew, but for the first: then it may stop before it has asked at all.
      former.open();
      former.pause();

      ExecutionView outcome =
          house.start(id, House.conversion(id, "70.50")).getResult(ExecutionView.class);

      assertThat(outcome.state()).as(id + ": " + outcome.reason()).isEqualTo(TradeState.COMMITTED);
      assertThat(house.venue("/orders").size()).as("placed once").isEqualTo(3 * trade);
      sentOn += failedAttempts(id);
    }
    assertThat(sentOn).as("entries that met the process without a desk first").isGreaterThan(0);
  }

  private void quoteAll() {
    house.quote(House.STOCK, "69.58", "69.60");
    house.quote(House.option("PUT"), "1.20", "1.25");
    house.quote(House.option("CALL"), "1.00", "1.05");
  }

  private int failedAttempts(String id) {
    return (int)
        house.client().fetchHistory(WorkflowIds.execution(id)).getEvents().stream()
            .filter(event -> event.getEventType() == EventType.EVENT_TYPE_ACTIVITY_TASK_FAILED)
            .count();
  }
}
