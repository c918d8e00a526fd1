package dev.legwork.desk.lease;

import static org.assertj.core.api.Assertions.assertThat;

import dev.legwork.desk.DeskLease;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** fault Y13: who may run an account's desk, step by step. */
class LeaseSeekerTest {
  private static final GatewayName HERE = new GatewayName("gateway-1:4002", null);
  private static final GatewayName ELSEWHERE = new GatewayName("gateway-2:4002", null);

  private final LeaseServer server = new LeaseServer();
  private long nanos;

  /** A process that wants the lease. */
  private final class Candidate implements LeaseSeeker.Listener {
    private final List<String> heard = new ArrayList<>();
    private final LeaseSeeker seeker;
    private DeskLease lease;
    private long due = nanos;
    private boolean isBroken;

    private Candidate(String name, GatewayName gateway) {
      seeker = new LeaseSeeker("DU1", name, gateway, server::connect, () -> nanos, this);
    }

    @Override
    public void taken(DeskLease tenure) {
      if (isBroken) {
        throw new IllegalStateException("no desk can be set up");
      }
      lease = tenure;
      heard.add("TAKEN " + tenure.epoch());
    }

    @Override
    public void lost() {
      heard.add("LOST");
    }

    @Override
    public void refused(String why) {
      heard.add("REFUSED");
    }

    @Override
    public void waiting() {
      heard.add("WAITING");
    }

    private void stepIfDue() {
      if (due <= nanos) {
        due = nanos + seeker.step().toNanos();
      }
    }
  }

  /** Time goes on; the others are paused. */
  private void pass(Duration time, Candidate... running) {
    long end = nanos + time.toNanos();
    while (nanos < end) {
      for (Candidate candidate : running) {
        candidate.stepIfDue();
      }
      nanos += Duration.ofMillis(100).toNanos();
    }
  }

  private Candidate holder() {
    Candidate first = new Candidate("first", HERE);
    pass(Duration.ofSeconds(2), first);
    assertThat(first.heard).containsExactly("TAKEN 1");
    return first;
  }

  /** The two may never open at the same time, however long the first one is paused. */
  @Test
  void pushesAPausedHolderAsideOnlyAfterItMayNotOpenAnyMore() {
    Candidate first = holder();
    Candidate second = new Candidate("second", HERE);

    while (second.heard.isEmpty()) {
      assertThat(nanos).isLessThan(Duration.ofSeconds(20).toNanos());
      pass(Duration.ofMillis(100), second);
    }

    assertThat(second.heard).containsExactly("TAKEN 2");
    assertThat(second.lease.mayOpen()).isTrue();
    assertThat(first.lease.mayOpen()).isFalse();

    pass(Duration.ofSeconds(2), first, second);

    assertThat(first.heard).containsExactly("TAKEN 1", "LOST");
    assertThat(second.seeker.isConfirmed()).isTrue();
  }

  /** The one that waits was paused itself: it saw nothing of the time that passed. */
  @Test
  void takesATimeInWhichItDidNotLookForNoProof() {
    Candidate first = holder();
    Candidate second = new Candidate("second", HERE);
    pass(Duration.ofMillis(100), second);

    nanos += Duration.ofHours(1).toNanos();
    pass(Duration.ofSeconds(1), second);
    pass(Duration.ofSeconds(10), first, second);

    assertThat(first.heard).containsExactly("TAKEN 1");
    assertThat(second.heard).isEmpty();
  }

  /** fault Y10: the row was locked for a moment. */
  @Test
  void opensNothingWithoutAConfirmationAndKeepsTheLockWhileItsConnectionStands() {
    Candidate first = holder();

    server.fails(true);
    pass(Duration.ofSeconds(6), first);

    assertThat(first.lease.mayOpen()).isFalse();
    assertThat(first.seeker.isHeld()).isTrue();
    assertThat(server.isLocked()).isTrue();

    server.isWell();
    pass(Duration.ofSeconds(2), first);

    assertThat(first.lease.mayOpen()).isTrue();
    assertThat(first.heard).containsExactly("TAKEN 1");
  }

  /** fault Y9: both are equally far, and the holder's session stands. */
  @Test
  void leavesTheLeaseToItsHolderAfterTheServerRestarted() {
    Candidate first = holder();
    Candidate second = new Candidate("second", HERE);

    server.fails(false);
    pass(Duration.ofSeconds(1), first, second);
    server.restarts();
    server.isWell();
    pass(Duration.ofSeconds(2), second);
    assertThat(second.heard).isEmpty();
    pass(Duration.ofSeconds(2), second, first);
    server.hasRunForLong();
    pass(Duration.ofSeconds(10), second, first);

    assertThat(first.heard).containsExactly("TAKEN 1");
    assertThat(first.lease.mayOpen()).isTrue();
    assertThat(second.heard).isEmpty();
  }

  @Test
  void givesItBackWhenItCannotBeUsedAndTriesAgainLater() {
    Candidate broken = new Candidate("broken", HERE);
    broken.isBroken = true;
    pass(Duration.ofSeconds(4), broken);

    assertThat(broken.heard).containsExactly("LOST");
    assertThat(server.isLocked()).isFalse();

    broken.isBroken = false;
    pass(Duration.ofSeconds(2), broken);

    assertThat(broken.heard).containsExactly("LOST", "TAKEN 2");
  }

  /** A person has given the former gateway up, but the session there may still write. */
  @Test
  void leavesAloneASilentHolderAtTheGatewayThatWasGivenUp() {
    holder();
    Candidate moved = new Candidate("moved", new GatewayName(ELSEWHERE.own(), HERE.own()));

    pass(Duration.ofSeconds(20), moved);
    assertThat(moved.heard).isEmpty();

    server.restarts();
    server.hasRunForLong();
    pass(Duration.ofSeconds(1), moved);
    assertThat(moved.heard).containsExactly("TAKEN 2");
  }

  @Test
  void keepsAwayFromAnotherGatewaysAccountUntilItsHolderHasLeftIt() {
    Candidate first = holder();
    Candidate elsewhere = new Candidate("elsewhere", ELSEWHERE);

    pass(Duration.ofSeconds(20), elsewhere);
    assertThat(elsewhere.heard).containsExactly("REFUSED");
    assertThat(server.row().holder()).isEqualTo("first");
    assertThat(server.isLocked()).as("a silent holder is not pushed aside").isTrue();

    first.seeker.release();
    pass(Duration.ofSeconds(1), elsewhere);
    assertThat(elsewhere.heard).containsExactly("REFUSED", "WAITING", "TAKEN 2");
    assertThat(first.lease.mayOpen()).isFalse();
  }
}
