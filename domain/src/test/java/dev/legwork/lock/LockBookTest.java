package dev.legwork.lock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.legwork.lock.AcquireReply.Granted;
import dev.legwork.lock.AcquireReply.Over;
import dev.legwork.lock.AcquireReply.Queued;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class LockBookTest {
  private static final Instant T0 = Instant.parse("2014-06-06T14:30:00Z");

  private final LockBook book = new LockBook(LockState.NEW);

  @Test
  void grantsNothingBeforeItsTokenIsSeeded() {
    assertThat(acquire("a", 0)).isEqualTo(new Queued(1));
    assertThat(book.grantNext(at(1))).isEmpty();

    book.seed(41);

    assertThat(book.grantNext(at(2)).orElseThrow().token()).isEqualTo(42);
  }

  @Test
  void answersTheSameToTheSameRequest() {
    book.seed(0);
    assertThat(acquire("a", 0)).isEqualTo(new Granted(1));
    assertThat(acquire("a", 1)).isEqualTo(new Granted(1));
    assertThat(acquire("b", 2)).isEqualTo(new Queued(1));
    assertThat(acquire("c", 3)).isEqualTo(new Queued(2));
    assertThat(acquire("b", 4)).isEqualTo(new Queued(1));
    assertThat(book.state().statistics().waits()).isEqualTo(2);
  }

  @Test
  void doesNotLetANewcomerPassAWaiterWhileTheLockIsFreeForAMoment() {
    book.seed(0);
    acquire("a", 0);
    acquire("b", 1);
    book.release("a", 1, at(2));

    assertThat(acquire("c", 3)).isEqualTo(new Queued(2));
    assertThat(book.grantNext(at(4)).orElseThrow().requestId()).isEqualTo("b");
  }

  @Test
  void passesTheHoldOfTheVanishedToItsHeirWithTheSameToken() {
    book.seed(0);
    acquire("a", 0);
    acquire("b", 1);

    assertThat(book.inherit("a/recovery", "a", "DU1", at(2))).isEqualTo(new Granted(1));

    assertThat(book.holder().orElseThrow().requestId()).isEqualTo("a/recovery");
    assertThat(book.release("a", 1, at(3))).as("the vanished holds nothing any more").isFalse();
    assertThat(book.inherit("a/recovery", "a", "DU1", at(4))).isEqualTo(new Granted(1));
    assertThat(book.release("a/recovery", 1, at(5))).isTrue();
    assertThat(book.grantNext(at(6)).orElseThrow().requestId()).isEqualTo("b");
  }

  @Test
  void letsHeirsWaitAheadOfThoseWhoWantToOpenAndBehindEachOther() {
    book.seed(0);
    acquire("a", 0);
    acquire("b", 1);

    assertThat(book.inherit("x/recovery", "x", "DU1", at(2))).isEqualTo(new Queued(1));
    assertThat(book.inherit("y/recovery", "y", "DU1", at(3))).isEqualTo(new Queued(2));
    assertThat(book.inherit("x/recovery", "x", "DU1", at(4))).isEqualTo(new Queued(1));

    book.release("a", 1, at(5));
    assertThat(book.grantNext(at(6)).orElseThrow().requestId()).isEqualTo("x/recovery");
  }

  @Test
  void takesTheVanishedOutOfTheQueue() {
    book.seed(0);
    acquire("a", 0);
    acquire("b", 1);

    book.inherit("b/recovery", "b", "DU1", at(2));

    assertThat(book.state().waiters())
        .extracting(LockWaiter::requestId)
        .containsExactly("b/recovery");
    assertThat(acquire("b", 3)).isEqualTo(new Over());
  }

  @Test
  void letsAnHeirComeBack() {
    book.seed(0);
    book.inherit("a/recovery", "a", "DU1", at(0));
    book.release("a/recovery", 1, at(1));

    assertThat(book.inherit("a/recovery", "a", "DU1", at(2))).isEqualTo(new Granted(2));
  }

  @Test
  void releasesOnlyForTheRightHolderAndToken() {
    book.seed(0);
    acquire("a", 0);

    assertThat(book.release("b", 1, at(1))).isFalse();
    assertThat(book.release("a", 2, at(1))).isFalse();
    assertThat(book.holder()).isPresent();
    assertThat(book.release("a", 1, at(1))).isTrue();
    assertThat(book.release("a", 1, at(2))).isFalse();
    assertThat(book.holder()).isEmpty();
  }

  @Test
  void aRepeatedRequestAfterItsReleaseGetsNothing() {
    book.seed(0);
    acquire("a", 0);
    book.release("a", 1, at(1));

    assertThat(acquire("a", 2)).isEqualTo(new Over());
    assertThat(book.holder()).isEmpty();
  }

  @Test
  void aWithdrawnRequestLosesTheGrantThatIsOnItsWay() {
    book.seed(0);
    acquire("a", 0);
    acquire("b", 1);
    book.release("a", 1, at(2));
    book.grantNext(at(3));

    book.cancelRequest("b", at(4));

    assertThat(book.holder()).isEmpty();
    assertThat(acquire("b", 5)).isEqualTo(new Over());
  }

  @Test
  void aForcedReleaseFencesTheOldHolderOff() {
    book.seed(0);
    acquire("a", 0);

    assertThat(book.forceRelease("a", 1, 2, "ann: stuck", at(5))).isTrue();

    assertThat(acquire("b", 6)).isEqualTo(new Granted(2));
    assertThat(book.release("a", 1, at(7))).isFalse();
    assertThat(book.holder().orElseThrow().requestId()).isEqualTo("b");
  }

  @Test
  void aForcedReleaseThatComesTooLateRobsNobody() {
    book.seed(0);
    acquire("a", 0);
    book.release("a", 1, at(1));
    acquire("b", 2);

    assertThat(book.forceRelease("a", 1, 2, "ann: stuck", at(3))).isFalse();
    assertThat(book.holder().orElseThrow().requestId()).isEqualTo("b");
  }

  @Test
  void refusesAForcedReleaseThatWouldLeaveTheOldTokenValid() {
    book.seed(6);
    acquire("a", 0);

    assertThatThrownBy(() -> book.forceRelease("a", 7, 7, "ann: stuck", at(1)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void theLeaseIsOverAfterAMinuteAndCanBeExtended() {
    book.seed(0);
    acquire("a", 0);

    assertThat(book.isLeaseOver(at(59))).isFalse();
    assertThat(book.isLeaseOver(at(60))).isTrue();
    book.extendLease("a", 1, at(60));
    assertThat(book.isLeaseOver(at(119))).isFalse();
    assertThat(book.isLeaseOver(at(120))).isTrue();
  }

  @Test
  void countsWaitsAndHolds() {
    book.seed(0);
    acquire("a", 0);
    acquire("b", 1);
    acquire("c", 1);
    book.cancelRequest("c", at(2));
    book.release("a", 1, at(10));
    book.grantNext(at(10));
    book.release("b", 2, at(13));

    assertThat(book.state().statistics())
        .isEqualTo(
            new LockStatistics(
                2,
                2,
                1,
                0,
                2,
                Duration.ofSeconds(9),
                Duration.ofSeconds(10),
                Duration.ofSeconds(13)));
  }

  private AcquireReply acquire(String id, int second) {
    return book.acquire(id, "DU1000001", at(second));
  }

  private static Instant at(int second) {
    return T0.plusSeconds(second);
  }
}
