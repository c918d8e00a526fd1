package dev.legwork.lock;

import static org.assertj.core.api.Assertions.assertThat;

import dev.legwork.lock.AcquireReply.Granted;
import dev.legwork.lock.AcquireReply.Queued;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Any mix of callers, repetitions, late messages and forced releases, over several runs. */
class LockBookProperties {
  private static final Instant T0 = Instant.parse("2014-06-06T14:30:00Z");

  /** What a caller or the lock's workflow may do; {@code who} is one of a few executions. */
  record Step(Verb verb, int who) {
    String id() {
      return "x" + who;
    }
  }

  enum Verb {
    ACQUIRE,
    GRANT_NEXT,
    RELEASE,
    RELEASE_WITH_STALE_TOKEN,
    CANCEL,
    FORCE,
    INHERIT,
    CARRY_ON
  }

  @Provide
  Arbitrary<List<Step>> steps() {
    Arbitrary<Step> step =
        Combinators.combine(Arbitraries.of(Verb.class), Arbitraries.integers().between(0, 40))
            .as(Step::new);
    return step.list().ofMaxSize(120);
  }

  @Property
  void grantsInTheOrderOfAcceptance(@ForAll("steps") List<Step> steps) {
    Run run = new Run();
    List<String> expected = new ArrayList<>();
    for (Step step : steps) {
      boolean known = run.accepted.contains(step.id());
      run.apply(step);
      if (step.verb() == Verb.ACQUIRE && !known && run.accepted.contains(step.id())) {
        expected.add(step.id());
      }
    }
    List<String> order = new ArrayList<>(expected);
    order.retainAll(run.grantedTo);
    List<String> granted = new ArrayList<>(run.grantedTo);
    granted.removeIf(id -> id.endsWith("/recovery"));
    assertThat(granted).isEqualTo(order);
  }

  @Property
  void tokensStrictlyRise(@ForAll("steps") List<Step> steps) {
    Run run = new Run();
    steps.forEach(run::apply);
    assertThat(run.tokens).doesNotHaveDuplicates().isSorted();
  }

  @Property
  void anotherGrantComesOnlyAfterTheHoldHasEnded(@ForAll("steps") List<Step> steps) {
    Run run = new Run();
    for (Step step : steps) {
      LockHolder before = run.book.holder().orElse(null);
      run.apply(step);
      LockHolder after = run.book.holder().orElse(null);
      if (before != null && after != null) {
        assertThat(after.token()).isEqualTo(before.token());
      }
    }
  }

  @Property
  void doingAnythingTwiceIsDoingItOnce(@ForAll("steps") List<Step> steps) {
    Run run = new Run();
    for (Step step : steps) {
      LockHolder holder = run.book.holder().orElse(null);
      run.apply(step);
      if (step.verb() == Verb.ACQUIRE || step.verb() == Verb.CANCEL) {
        LockState once = run.book.state();
        run.apply(step);
        assertThat(run.book.state()).isEqualTo(once);
      }
      if (step.verb() == Verb.RELEASE && holder != null) {
        LockState once = run.book.state();
        run.book.release(holder.requestId(), holder.token(), run.now());
        assertThat(run.book.state()).isEqualTo(once);
      }
    }
  }

  @Property
  void nobodyWaitsTwiceOrWhileHolding(@ForAll("steps") List<Step> steps) {
    Run run = new Run();
    for (Step step : steps) {
      run.apply(step);
      List<String> ids = run.book.state().waiters().stream().map(LockWaiter::requestId).toList();
      assertThat(ids).doesNotHaveDuplicates();
      run.book.holder().ifPresent(holder -> assertThat(ids).doesNotContain(holder.requestId()));
    }
  }

  /** Drives one book the way its workflow does and remembers what it handed out. */
  private static final class Run {
    final List<Long> tokens = new ArrayList<>();
    final List<String> grantedTo = new ArrayList<>();
    final Set<String> accepted = new HashSet<>();
    LockBook book = new LockBook(LockState.NEW);
    private long seconds;

    Run() {
      book.seed(7);
    }

    Instant now() {
      return T0.plusSeconds(seconds);
    }

    void apply(Step step) {
      seconds++;
      switch (step.verb()) {
        case ACQUIRE -> acquire(step.id());
        case GRANT_NEXT -> book.grantNext(now()).ifPresent(this::granted);
        case RELEASE -> book.holder().ifPresent(h -> book.release(h.requestId(), h.token(), now()));
        case RELEASE_WITH_STALE_TOKEN ->
            book.holder().ifPresent(h -> book.release(h.requestId(), h.token() - 1, now()));
        case CANCEL -> book.cancelRequest(step.id(), now());
        case FORCE ->
            book.holder()
                .ifPresent(
                    h -> book.forceRelease(h.requestId(), h.token(), h.token() + 1, "op", now()));
        case INHERIT -> inherit(step.id());
        case CARRY_ON -> book = new LockBook(book.state());
      }
    }

    private void acquire(String id) {
      AcquireReply reply = book.acquire(id, "DU1000001", now());
      if (reply instanceof Granted && !grantedTo.contains(id)) {
        accepted.add(id);
        granted(book.holder().orElseThrow());
      } else if (reply instanceof Queued) {
        accepted.add(id);
      }
    }

    private void inherit(String id) {
      long before = book.holder().map(LockHolder::token).orElse(0L);
      AcquireReply reply = book.inherit(id + "/recovery", id, "DU1000001", now());
      if (reply instanceof Granted granted && granted.token() != before) {
        granted(book.holder().orElseThrow());
      }
    }

    private void granted(LockHolder holder) {
      tokens.add(holder.token());
      grantedTo.add(holder.requestId());
    }
  }
}
