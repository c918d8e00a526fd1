package dev.legwork.invariant;

import static org.assertj.core.api.Assertions.assertThat;

import dev.legwork.order.Purpose;
import dev.legwork.order.Verdict;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Invariants 2, 6 and 7 where a leg's order was split into children. */
class ChildrenInvariantsTest {
  private final TwoAccounts story = TwoAccounts.registered();
  private final List<Violation> told = new ArrayList<>();
  private final InvariantWatch watch = new InvariantWatch(told::add);

  ChildrenInvariantsTest() {
    watch.registered(TwoAccounts.REQUEST);
  }

  /** Both the checker of everything and the one that watches event by event hear of it. */
  private void child(Purpose purpose, int attempt, int child, String quantity, int second) {
    var ref = story.placeChild("stock", purpose, attempt, child, quantity, "69.60", second);
    watch.stored(story.order(ref));
    watch.received(TwoAccounts.atBroker(story.order(ref), story.order(ref).storedAt()));
  }

  private void cancelled(Purpose purpose, int attempt) {
    story.cancelled("stock", purpose, attempt);
    var ref = TwoAccounts.ref("stock", purpose, attempt);
    watch.ended(story.brokerOrder(ref));
    watch.proven(ref, Verdict.PROVEN_TERMINAL);
  }

  private List<String> found(int invariant) {
    return story.found(Moment.anyInstant(TwoAccounts.END)).stream()
        .filter(violation -> violation.invariant() == invariant)
        .map(Violation::what)
        .toList();
  }

  private List<String> told(int invariant) {
    return told.stream().filter(v -> v.invariant() == invariant).map(Violation::what).toList();
  }

  private void threeChildren() {
    child(Purpose.ENTRY, 1, 1, "34", 1);
    child(Purpose.ENTRY, 2, 2, "33", 1);
    child(Purpose.ENTRY, 3, 3, "33", 1);
  }

  @Test
  void letsSiblingsWorkBesideEachOther() {
    threeChildren();

    assertThat(told).isEmpty();
    assertThat(found(6)).isEmpty();
    assertThat(found(7)).isEmpty();
  }

  @Test
  void catchesSiblingsThatAreTogetherForMoreThanTheLeg() {
    threeChildren();
    child(Purpose.ENTRY, 4, 4, "1", 1);

    assertThat(told(7)).containsExactly("is for 101, and only 100 remained");
    assertThat(told(6)).hasSize(1);
    assertThat(found(7)).contains("is for 101, and only 100 remained to enter");
    assertThat(found(6))
        .containsExactly("0 executed and 101 still working to enter, 100 asked for");
  }

  @Test
  void catchesASuccessorWhileOneSiblingIsNotProvenOver() {
    threeChildren();
    cancelled(Purpose.ENTRY, 1);
    cancelled(Purpose.ENTRY, 3);
    child(Purpose.ENTRY, 4, 1, "34", 12);
    child(Purpose.ENTRY, 5, 2, "33", 12);

    String stock2 = TwoAccounts.ref("stock", Purpose.ENTRY, 2).toString();
    assertThat(told(7))
        .contains(
            "replaces " + stock2 + ", which is not proven over",
            "works at the venue beside " + stock2);
    assertThat(found(7)).contains("replaces " + stock2 + ", which is not proven over");
  }

  @Test
  void acceptsSuccessorsOnceAllSiblingsAreProvenOver() {
    threeChildren();
    List.of(1, 2, 3).forEach(attempt -> cancelled(Purpose.ENTRY, attempt));
    child(Purpose.COMPLETION, 1, 1, "50", 12);
    child(Purpose.COMPLETION, 2, 2, "50", 12);

    assertThat(told).isEmpty();
    assertThat(found(7)).isEmpty();
  }

  @Test
  void catchesChildrenThatCloseMoreTogetherThanWasEntered() {
    child(Purpose.ENTRY, 1, 1, "50", 1);
    story.fill("stock", Purpose.ENTRY, 1, "50", "69.60");
    child(Purpose.UNWIND, 1, 1, "26", 12);
    child(Purpose.UNWIND, 2, 2, "25", 12);

    assertThat(found(7)).containsExactly("is for 51, and only 50 remained to leave");
    assertThat(found(6)).singleElement().asString().contains("passes through zero");
  }

  /** Two siblings at the broker are no second life of the one that was taken for absent. */
  @Test
  void tellsASecondLifeFromASibling() {
    threeChildren();
    var first = TwoAccounts.ref("stock", Purpose.ENTRY, 1);
    story.change(
        first,
        order -> TwoAccounts.proven(order, Verdict.PROVEN_ABSENT, order.storedAt().plusSeconds(4)));
    assertThat(found(2)).isEmpty();

    List.of(2, 3).forEach(attempt -> cancelled(Purpose.ENTRY, attempt));
    story.place("stock", Purpose.ENTRY, 4, "34", "69.60", 12);

    assertThat(found(2)).singleElement().asString().contains("sent again as", "E4");
  }
}
