package dev.legwork.tws.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.legwork.tws.session.Pacer.Priority;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.Size;

class PacerProperties {
  private static final long SECOND = 1_000_000_000L;
  private static final int LARGEST_WAVE = 12;
  private static final int LIMIT = 40 + LARGEST_WAVE;

  record Work(Priority priority, int messages, long arrivesAfter) {}

  record Sent(long at, int messages) {}

  @Provide
  Arbitrary<Work> work() {
    return Combinators.combine(
            Arbitraries.of(Priority.class),
            Arbitraries.integers().between(1, LARGEST_WAVE),
            Arbitraries.longs().between(0, SECOND / 5))
        .as(
            (priority, messages, after) ->
                new Work(
                    priority,
                    priority.compareTo(Priority.UNWIND) <= 0 ? messages : Math.min(7, messages),
                    after));
  }

  @Property(tries = 300)
  void noSecondHoldsMoreThanTheRateAndOneBurstAndAllWorkLeaves(
      @ForAll @Size(min = 1, max = 60) List<@net.jqwik.api.From("work") Work> work) {
    Pacer<Work> pacer = new Pacer<>(Pacer.Settings.standard(), 0);
    List<Sent> sent = new ArrayList<>();
    long now = 0;
    for (Work next : work) {
      long arrival = now + next.arrivesAfter();
      now = send(pacer, now, arrival, sent);
      pacer.add(next.priority(), next.messages(), next);
    }
    send(pacer, now, Long.MAX_VALUE, sent);
    assertThat(sent).hasSameSizeAs(work);
    for (Sent first : sent) {
      int inSecond =
          sent.stream()
              .filter(s -> s.at() >= first.at() && s.at() < first.at() + SECOND)
              .mapToInt(Sent::messages)
              .sum();
      assertThat(inSecond).isLessThanOrEqualTo(LIMIT);
    }
  }

  /** Lets work leave as soon as it may, until a time, which is returned. */
  private static long send(Pacer<Work> pacer, long from, long until, List<Sent> sent) {
    long now = from;
    while (now <= until) {
      for (Work w = pacer.poll(now); w != null; w = pacer.poll(now)) {
        sent.add(new Sent(now, w.messages()));
      }
      long next = pacer.nextNanos(now);
      if (next > until || next == Long.MAX_VALUE) {
        break;
      }
      now = next;
    }
    return until;
  }
}
