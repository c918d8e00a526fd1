package dev.legwork.worker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.legwork.lock.LockBook;
import dev.legwork.lock.LockState;
import dev.legwork.lock.LockView;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class LockMetricsTest {
  private static final Instant NOON = Instant.parse("2014-06-06T16:00:00Z");

  private final SimpleMeterRegistry metrics = new SimpleMeterRegistry();
  private final AtomicReference<LockView> lock = new AtomicReference<>();
  private final LockMetrics shown =
      new LockMetrics(name -> lock.get(), Set.of("DU1000001"), metrics);

  /** One holds it for three seconds while the next waits for two, and holds it now. */
  private static LockView contended() {
    LockBook book = new LockBook(LockState.NEW);
    book.seed(0);
    book.acquire("first", "DU1000001", NOON);
    book.acquire("second", "DU1000001", NOON.plusSeconds(1));
    book.acquire("third", "DU1000001", NOON.plusSeconds(2));
    book.release("first", book.holder().orElseThrow().token(), NOON.plusSeconds(3));
    book.grantNext(NOON.plusSeconds(3));
    return book.view("DU1000001");
  }

  private double gauge(String name) {
    return metrics.get(name).tag("lock", "DU1000001").gauge().value();
  }

  private double counter(String name) {
    return metrics.get(name).tag("lock", "DU1000001").functionCounter().count();
  }

  @Test
  void tellsContentionWaitsAndHolds() {
    lock.set(contended());
    shown.look();

    assertThat(counter("legwork.lock.acquisitions")).isEqualTo(2);
    assertThat(counter("legwork.lock.contended")).isEqualTo(2);
    assertThat(counter("legwork.lock.occupied")).isEqualTo(3);
    assertThat(gauge("legwork.lock.hold.longest")).isEqualTo(3);
    assertThat(gauge("legwork.lock.wait.longest")).isEqualTo(2);
    assertThat(gauge("legwork.lock.held")).isEqualTo(1);
    assertThat(gauge("legwork.lock.waiters")).isEqualTo(1);
  }

  @Test
  void tellsNothingOfALockThatNobodyHasAskedFor() {
    shown.look();

    assertThat(counter("legwork.lock.acquisitions")).isZero();
    assertThat(gauge("legwork.lock.held")).isZero();
  }

  @Test
  void keepsWhatItSawWhileTheLockCannotBeAsked() {
    lock.set(contended());
    shown.look();
    lock.set(null);

    shown.look();

    assertThat(counter("legwork.lock.acquisitions")).isEqualTo(2);
  }
}
