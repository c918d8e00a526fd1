package dev.legwork.saga;

import static org.assertj.core.api.Assertions.assertThat;

import dev.legwork.stop.StopState;
import dev.legwork.stop.StopStatus;
import dev.legwork.stop.StopWish;
import java.time.Duration;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/**
 * fault O30: whatever the market, the venue, a stranger and a person do, and however often the
 * worker dies, the position is left at most once and never beyond zero.
 */
class StopSagaProperties {

  /** What happens, so many seconds after the start. */
  record Happening(int second, Kind kind, int which) {
    enum Kind {
      MARKET,
      EXIT,
      CANCEL,
      DEATH,
      BROKER_ENDS_STOP,
      STRANGER,
      NIGHT
    }

    private static final List<String> BIDS =
        List.of("100", "99", "98.01", "98", "97.8", "97.5", "97.4", "95", "90");

    void arrange(StopVenue venue) {
      Duration after = Duration.ofMillis(second * 1000L + which * 37L);
      switch (kind) {
        case MARKET -> venue.bid(after, which == 9 ? null : BIDS.get(which));
        case EXIT -> venue.wish(after, StopWish.Kind.EXIT);
        case CANCEL -> venue.wish(after, StopWish.Kind.CANCEL);
        case DEATH -> venue.terminate(after);
        case BROKER_ENDS_STOP -> venue.endsStops(after);
        case NIGHT -> {
          venue.closes(after, "stock");
          venue.opens(after.plusSeconds(which * 60L));
        }
        case STRANGER -> venue.others(after, -10 * which);
      }
    }
  }

  record Habits(
      List<StopVenue.CancelFate> cancels,
      int fillMillis,
      int displayed,
      boolean silent,
      boolean deaf) {
    void apply(StopVenue venue) {
      venue.cancelFates.addAll(cancels);
      venue.fillTakes = Duration.ofMillis(fillMillis);
      venue.displayed = displayed;
      venue.stopsAreSilent = silent;
      venue.deaf = deaf;
    }
  }

  @Property(tries = 3000)
  void leavesAPositionAtMostOnce(
      @ForAll("happenings") List<Happening> happenings, @ForAll("habits") Habits habits) {
    StopVenue venue = new StopVenue();
    habits.apply(venue);
    happenings.forEach(one -> one.arrange(venue));
    venue.bid(Duration.ofHours(1), "96");

    StopStatus status = venue.run(Duration.ofHours(8));

    assertThat(venue.wrongs).isEmpty();
    assertThat(venue.net()).isBetween(0, 100);
    assertThat(venue.lives()).isFalse();
    assertThat(status.state().isOver()).as("it ends: " + status).isTrue();
    boolean strangers = happenings.stream().anyMatch(one -> one.kind() == Happening.Kind.STRANGER);
    if (!strangers) {
      assertThat(venue.net()).isIn(status.state() == StopState.EXITED ? List.of(0) : range());
      assertThat(status.state()).isIn(StopState.EXITED, StopState.CANCELLED);
    }
    if (venue.account() < 0) {
      assertThat(strangers).as("only a stranger beside the broker's order").isTrue();
    }
  }

  private static List<Integer> range() {
    return java.util.stream.IntStream.rangeClosed(1, 100).boxed().toList();
  }

  @Provide
  Arbitrary<List<Happening>> happenings() {
    Arbitrary<Happening.Kind> kinds =
        Arbitraries.frequency(
            net.jqwik.api.Tuple.of(6, Happening.Kind.MARKET),
            net.jqwik.api.Tuple.of(2, Happening.Kind.DEATH),
            net.jqwik.api.Tuple.of(1, Happening.Kind.EXIT),
            net.jqwik.api.Tuple.of(1, Happening.Kind.CANCEL),
            net.jqwik.api.Tuple.of(1, Happening.Kind.BROKER_ENDS_STOP),
            net.jqwik.api.Tuple.of(1, Happening.Kind.STRANGER),
            net.jqwik.api.Tuple.of(1, Happening.Kind.NIGHT));
    return Combinators.combine(
            Arbitraries.integers().between(0, 120), kinds, Arbitraries.integers().between(0, 9))
        .as(Happening::new)
        .list()
        .ofMinSize(1)
        .ofMaxSize(10);
  }

  @Provide
  Arbitrary<Habits> habits() {
    return Combinators.combine(
            Arbitraries.of(StopVenue.CancelFate.class).list().ofMaxSize(4),
            Arbitraries.of(5, 300, 1200, 4000),
            Arbitraries.of(7, 40, 1000),
            Arbitraries.of(true, false),
            Arbitraries.of(true, false))
        .as(Habits::new);
  }
}
