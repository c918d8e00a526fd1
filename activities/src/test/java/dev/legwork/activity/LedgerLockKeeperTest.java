package dev.legwork.activity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.legwork.ledger.audit.AuditEntry;
import dev.legwork.ledger.intent.WaveAnswer;
import dev.legwork.lock.LockHolder;
import dev.legwork.order.Purpose;
import dev.legwork.order.Side;
import dev.legwork.order.Verdict;
import dev.legwork.saga.TradeState;
import dev.legwork.workflow.WorkflowIds;
import dev.legwork.workflow.lock.ForceRelease;
import dev.legwork.workflow.lock.HolderStatus;
import io.temporal.client.WorkflowOptions;
import io.temporal.testing.TestWorkflowEnvironment;
import java.time.Clock;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LedgerLockKeeperTest {
  private final Trial trial = new Trial();
  private TestWorkflowEnvironment temporal;
  private LedgerLockKeeper keeper;

  @BeforeEach
  void start() {
    temporal = TestWorkflowEnvironment.newInstance();
    keeper =
        new LedgerLockKeeper(
            Trial.LEDGER, temporal.getWorkflowClient(), Set.of(trial.account), Clock.systemUTC());
  }

  @AfterEach
  void stop() {
    temporal.close();
  }

  @Test
  void aLockLostBeforeItsFirstHolderOpenedAnythingIsFencedOffToo() {
    trial.register("run-1");
    long firstGrant = keeper.seedFence(trial.account) + 1;

    long next = keeper.seedFence(trial.account);

    assertThat(next).isGreaterThan(firstGrant);
    assertThat(entry(firstGrant)).isInstanceOf(WaveAnswer.Fenced.class);
  }

  @Test
  void aNewLockFencesOffWhoeverALostOneGrantedTo() {
    trial.register("run-1");
    Trial.LEDGER.fence().raise(trial.account, 7);

    long seed = keeper.seedFence(trial.account);

    assertThat(seed).isGreaterThan(7);
    assertThat(entry(9)).isInstanceOf(WaveAnswer.Fenced.class);
    assertThat(entry(seed + 1)).isInstanceOf(WaveAnswer.Stored.class);
  }

  @Test
  void theGlobalLockIsSeededAboveEveryAccount() {
    Trial other = new Trial();
    Trial.LEDGER.fence().raise(other.account, 5000);
    LedgerLockKeeper global =
        new LedgerLockKeeper(
            Trial.LEDGER,
            temporal.getWorkflowClient(),
            Set.of(trial.account, other.account),
            Clock.systemUTC());

    long seed = global.seedFence(WorkflowIds.GLOBAL_LOCK);

    assertThat(seed).isGreaterThan(5000);
    assertThat(Trial.LEDGER.fence().current(trial.account)).isEqualTo(seed);
  }

  @Test
  void aForcedReleaseTakesTheHoldersPowerToOpenAndIsAudited() {
    trial.register("run-1");

    long fence = keeper.fenceOff(holder(4), new ForceRelease("ann", "stuck"));

    assertThat(fence).isEqualTo(5);
    assertThat(entry(4)).isInstanceOf(WaveAnswer.Fenced.class);
    assertThat(Trial.LEDGER.audit().of(LedgerLockKeeper.target(holder(4)), 5))
        .extracting(AuditEntry::operator, AuditEntry::reason)
        .containsExactly(tuple("ann", "stuck"));
  }

  @Test
  void aHolderWhoseWorkflowRunsIsAlive() {
    temporal
        .getWorkflowClient()
        .newUntypedWorkflowStub(
            "Anything",
            WorkflowOptions.newBuilder()
                .setWorkflowId(WorkflowIds.execution(trial.id))
                .setTaskQueue("nobody")
                .build())
        .start();

    assertThat(keeper.inspectHolder(holder(1))).isEqualTo(HolderStatus.RUNNING);
  }

  @Test
  void aHolderWithAnEndingAndNoLiveOrderHasEnded() {
    trial.register("run-1");
    trial.enter(1);
    trial.fill(100);
    trial.end(TradeState.COMMITTED);
    Trial.LEDGER.intents().markOver(trial.ref(Purpose.ENTRY), Verdict.PROVEN_TERMINAL);

    assertThat(keeper.inspectHolder(holder(1))).isEqualTo(HolderStatus.ENDED);
  }

  @Test
  void aHolderWithoutAnEndingHasVanished() {
    trial.register("run-1");

    assertThat(keeper.inspectHolder(holder(1))).isEqualTo(HolderStatus.VANISHED);
  }

  @Test
  void aHolderWithALiveOrderHasVanishedWhateverItsEnding() {
    trial.register("run-1");
    trial.enter(1);
    trial.end(TradeState.COMMITTED);

    assertThat(keeper.inspectHolder(holder(1))).isEqualTo(HolderStatus.VANISHED);
  }

  @Test
  void storesOneAlertAboutAHolderThatVanishedHoweverOftenItIsSeen() {
    trial.register("run-1");

    keeper.alertAbout(holder(1), HolderStatus.VANISHED);
    keeper.alertAbout(holder(1), HolderStatus.VANISHED);

    assertThat(Trial.LEDGER.alerts().ofExecution(trial.id))
        .extracting(stored -> stored.alert().code())
        .containsExactly("HOLDER_VANISHED");
  }

  private WaveAnswer entry(long token) {
    return Trial.LEDGER
        .intents()
        .storeWave(trial.wave(Purpose.ENTRY, Side.BUY, OptionalLong.of(token)));
  }

  private LockHolder holder(long token) {
    return new LockHolder(trial.id, trial.account, token, Trial.NOON, Trial.NOON.plusSeconds(60));
  }
}
