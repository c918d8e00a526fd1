package dev.legwork.audit;

import dev.legwork.invariant.BrokerTruth;
import dev.legwork.invariant.Invariants;
import dev.legwork.invariant.LedgerTruth;
import dev.legwork.invariant.Moment;
import dev.legwork.invariant.Violation;
import dev.legwork.ledger.Ledger;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/**
 * Checks a ledger against a witness. Both are read while things go on, one after the other; so only
 * what is found again, on both sides read anew, is a violation.
 */
public final class Audit {
  private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(2);
  private static final List<Integer> ALL = IntStream.rangeClosed(1, 15).boxed().toList();

  private final Ledger ledger;
  private final Witness witness;
  private final Duration skew;
  private final Predicate<String> accounts;

  /**
   * @param skew how far the clocks of witness, worker and database may be apart
   */
  public Audit(Ledger ledger, Witness witness, Duration skew) {
    this(ledger, witness, skew, account -> true);
  }

  /**
   * @param accounts which ones to look at
   */
  public Audit(Ledger ledger, Witness witness, Duration skew, Predicate<String> accounts) {
    this.ledger = ledger;
    this.witness = witness;
    this.skew = skew;
    this.accounts = accounts;
  }

  /**
   * What an audit found.
   *
   * @param notChecked for people: what, and why
   */
  public record Result(
      int trades,
      int brokerOrders,
      int brokerExecutions,
      int brokerPositions,
      List<Integer> checked,
      List<String> notChecked,
      List<Violation> violations) {
    public Result {
      checked = List.copyOf(checked);
      notChecked = List.copyOf(notChecked);
      violations = List.copyOf(violations);
    }
  }

  /**
   * Looks until nothing is found, or the same is found again for as long as that.
   *
   * @param patience how long things may take to settle
   * @param healthySince no fault since then, so that progress can be demanded; empty: not known
   */
  public Result run(Duration patience, Optional<Instant> healthySince) {
    long deadline = System.nanoTime() + patience.toNanos();
    Result result = look(healthySince);
    while (!result.violations().isEmpty() && System.nanoTime() - deadline < 0) {
      pause();
      result = inBoth(result, look(healthySince));
    }
    return result;
  }

  private Result look(Optional<Instant> healthySince) {
    BrokerTruth broker = of(witness.tell());
    LedgerTruth books = of(ledger.truth().read());
    Moment moment = new Moment(Instant.now(), true, healthySince, skew);
    List<Integer> checked = Invariants.asked(moment);
    List<String> notChecked = new ArrayList<>(witness.cannotTell());
    notChecked.add("who holds the locks: that is in Temporal (a part of 9 and 10)");
    ALL.stream()
        .filter(number -> !checked.contains(number))
        .forEach(
            number -> notChecked.add("invariant " + number + ": needs to know what was broken"));
    return new Result(
        books.trades().size(),
        broker.orders().size(),
        broker.fills().size(),
        broker.positions().size(),
        checked,
        notChecked,
        Invariants.check(broker, books, moment));
  }

  private BrokerTruth of(BrokerTruth all) {
    return new BrokerTruth(
        all.orders().stream().filter(order -> accounts.test(order.account())).toList(),
        all.fills().stream().filter(fill -> accounts.test(fill.account())).toList(),
        all.positions().stream().filter(row -> accounts.test(row.account())).toList(),
        all.extent());
  }

  private LedgerTruth of(LedgerTruth all) {
    return new LedgerTruth(
        all.trades().stream().filter(trade -> accounts.test(trade.account())).toList(),
        all.alerts(),
        all.fences(),
        all.divergences(),
        all.foreign(),
        all.forced(),
        all.locks(),
        all.stops());
  }

  /** The later look, with only what the earlier one had found as well. */
  private static Result inBoth(Result earlier, Result later) {
    return new Result(
        later.trades(),
        later.brokerOrders(),
        later.brokerExecutions(),
        later.brokerPositions(),
        later.checked(),
        later.notChecked(),
        later.violations().stream().filter(earlier.violations()::contains).toList());
  }

  private static void pause() {
    try {
      Thread.sleep(BETWEEN_LOOKS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Witness.CannotReach("interrupted");
    }
  }
}
