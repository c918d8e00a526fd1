package dev.legwork.desk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.legwork.book.LegBook;
import dev.legwork.book.TradeBook;
import dev.legwork.order.OrderSnapshot;
import dev.legwork.order.Verdict;
import dev.legwork.tws.message.ServerMessage;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/**
 * fault O19, fault O20: callbacks about a combo that filled 3 of 10 units, in any order and with
 * pauses in which proof is sought: nothing is proven before every leg's executions are known, and
 * the end is always the same.
 */
class ComboCallbackProperties {
  private static final List<ServerMessage.ExecDetails> LEGS =
      List.of(
          ComboRig.stock("x.02.01", 200, 200),
          ComboRig.stock("y.02.01", 100, 300),
          ComboRig.put("x.03.01", 3, 3),
          ComboRig.call("x.04.01", 3, 3));

  private static final List<ServerMessage> CALLBACKS =
      List.of(
          ComboRig.summary("x.01.01", 2, 2),
          ComboRig.summary("y.01.01", 1, 3),
          LEGS.get(0),
          LEGS.get(0),
          LEGS.get(1),
          LEGS.get(2),
          LEGS.get(3),
          Rows.status(1, "Submitted", "2", ComboRig.PERM),
          Rows.status(1, "Cancelled", "3", ComboRig.PERM));

  @Provide
  Arbitrary<List<ServerMessage>> orders() {
    return Arbitraries.shuffle(CALLBACKS);
  }

  @Provide
  Arbitrary<List<Boolean>> pauses() {
    return Arbitraries.of(true, false).list().ofSize(CALLBACKS.size());
  }

  @Property(tries = 80)
  void provesOnlyWholeUnitsInWhateverOrderCallbacksCome(
      @ForAll("orders") List<ServerMessage> callbacks, @ForAll("pauses") List<Boolean> pauses) {
    DeskRig rig = ComboRig.working();
    for (int i = 0; i < callbacks.size(); i++) {
      rig.say(callbacks.get(i));
      if (callbacks.get(i) instanceof ServerMessage.ExecDetails row) {
        rig.venue.executions.add(row);
      }
      if (pauses.get(i)) {
        OrderSnapshot snapshot = snapshot(rig);
        boolean allTold = callbacks.subList(0, i + 1).containsAll(LEGS);
        assertThat(snapshot.verdicts().get(Rows.ref(ComboRig.COMBO)).isOver() && !allTold)
            .as("proven after %s", callbacks.subList(0, i + 1))
            .isFalse();
      }
    }
    rig.pass(Duration.ofSeconds(5));

    OrderSnapshot end = snapshot(rig);

    assertThat(end.verdicts()).containsValue(Verdict.PROVEN_TERMINAL);
    TradeBook book = TradeBook.of(ComboRig.conversions("69.80")).with(end);
    assertThat(book.legs())
        .extracting(LegBook::executed)
        .map(Object::toString)
        .containsExactly("300", "3", "3");
  }

  private static OrderSnapshot snapshot(DeskRig rig) {
    CompletableFuture<OrderSnapshot> answer = rig.core.snapshot(List.of(Rows.ref(ComboRig.COMBO)));
    rig.settle();
    for (int i = 0; i < 40 && !answer.isDone(); i++) {
      rig.pass(Duration.ofMillis(100));
    }
    return DeskRig.now(answer);
  }
}
