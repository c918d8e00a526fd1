package dev.legwork.stop;

import dev.legwork.book.HedgeBook;
import dev.legwork.book.LegBook;
import dev.legwork.book.TradeBook;
import dev.legwork.contract.Instrument;
import dev.legwork.num.Decimals;
import dev.legwork.request.ExecutionRequest;
import dev.legwork.request.ProtectiveStop;
import dev.legwork.request.RequestedLeg;
import dev.legwork.saga.ByContract;
import dev.legwork.saga.Ending;
import dev.legwork.saga.Residual;
import dev.legwork.saga.TradeState;
import dev.legwork.unwind.Kept;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Which of the positions that a trade ended with are guarded, and what may be held before and after
 * they are left.
 *
 * @param ending of the trade, with the units that it keeps
 * @param whole all that the trade holds is closed, whatever its request asked to be guarded
 */
public record StopScope(ExecutionRequest request, Ending ending, boolean whole) {

  /** Whether the stop closes this leg. */
  public boolean guards(RequestedLeg leg) {
    ProtectiveStop stop = request.stop();
    return whole || (stop != null && (stop.isGroup() || stop.leg().equals(leg.name())));
  }

  /**
   * Whether all is to be closed of a trade of which a person was told before to look after what it
   * holds: it ended with a residual, or its stop stood down because others had closed it.
   */
  public boolean leftToPeople(StopStatus status) {
    return whole
        && (ending.state() == TradeState.RESIDUAL
            || status.timeline().stream()
                .anyMatch(line -> line.event().equals("STOP_" + StopState.CLOSED_BY_OTHERS)));
  }

  /**
   * What may be held while the stop stands: the units that are kept, and what the ending named as
   * residual, as far as it is still there.
   */
  public Kept standing(TradeBook book) {
    Kept kept = ending.kept(request);
    Map<String, BigDecimal> most = new TreeMap<>(kept.positions());
    for (LegBook leg : book.legs()) {
      BigDecimal named = named(leg, book);
      boolean beside = Decimals.isPositive(leg.leg().action().signed(named));
      BigDecimal stays = beside ? named : between(named, leg.net().subtract(kept.of(leg)));
      most.merge(leg.leg().name(), stays, BigDecimal::add);
    }
    if (!book.hedge().orders().isEmpty()) {
      most.put(HedgeBook.NAME, between(hedged(ending.residual(), book, kept), book.hedge().net()));
    }
    return new Kept(most);
  }

  /** What is still there of a named position: never more than it, and nothing on the other side. */
  private static BigDecimal between(BigDecimal named, BigDecimal actual) {
    return Decimals.normal(actual.max(named.min(BigDecimal.ZERO)).min(named.max(BigDecimal.ZERO)));
  }

  /**
   * What stays once the stop has done its work: the legs that it does not guard, and of those that
   * it does what was over-filled, which a person knows of; a hedge that the ending named; nothing
   * where all is closed.
   */
  public Kept due(TradeBook book) {
    if (whole) {
      return Kept.NOTHING;
    }
    Map<String, BigDecimal> stays = new TreeMap<>(standing(book).positions());
    for (LegBook leg : book.legs()) {
      if (guards(leg.leg())) {
        BigDecimal named = named(leg, book);
        boolean beside = Decimals.isPositive(leg.leg().action().signed(named));
        stays.put(leg.leg().name(), beside ? named : BigDecimal.ZERO);
      }
    }
    return new Kept(stays);
  }

  private BigDecimal named(LegBook leg, TradeBook book) {
    return told(ending.residual(), leg, book, ending.kept(request));
  }

  /** What was told of a leg; what its contract has of the hedge apart. */
  private static BigDecimal told(List<Residual> told, LegBook leg, TradeBook book, Kept beside) {
    if (leg.orders().isEmpty()) {
      return BigDecimal.ZERO;
    }
    BigDecimal all = sum(of(told, leg.instrument()));
    return Decimals.normal(isHedgedIn(leg, book) ? all.subtract(hedged(told, book, beside)) : all);
  }

  /**
   * What was told of the hedge. Where it shares its contract with a leg, the leg's was told first;
   * a single position is the leg's if the hedge is flat, or if that is what the leg holds.
   *
   * @param beside what the legs hold beside what was told
   */
  private static BigDecimal hedged(List<Residual> told, TradeBook book, Kept beside) {
    if (book.hedge().orders().isEmpty()) {
      return BigDecimal.ZERO;
    }
    List<BigDecimal> positions = of(told, book.hedge().instrument());
    LegBook leg =
        book.legs().stream().filter(one -> isHedgedIn(one, book)).findFirst().orElse(null);
    if (positions.isEmpty() || leg == null) {
      return sum(positions);
    }
    BigDecimal last = positions.getLast();
    boolean isOfLeg =
        book.hedge().isFlat() || leg.net().subtract(beside.of(leg)).compareTo(last) == 0;
    return positions.size() == 1 && isOfLeg ? BigDecimal.ZERO : last;
  }

  private static boolean isHedgedIn(LegBook leg, TradeBook book) {
    return !leg.orders().isEmpty()
        && !book.hedge().orders().isEmpty()
        && leg.instrument().conId() == book.hedge().instrument().conId();
  }

  private static List<BigDecimal> of(List<Residual> told, Instrument instrument) {
    return told.stream()
        .filter(one -> one.instrument().conId() == instrument.conId())
        .map(Residual::position)
        .toList();
  }

  private static BigDecimal sum(List<BigDecimal> positions) {
    return positions.stream().reduce(BigDecimal.ZERO, BigDecimal::add);
  }

  /** What may be held once the stop has ended so, but for what it told that it left. */
  public Kept due(TradeBook book, StopState ended) {
    return ended == StopState.CANCELLED ? standing(book) : due(book);
  }

  /** What surely stays of a stop that is over, or was: that and no more. */
  public Kept stays(TradeBook book, StopState ended, List<Residual> left) {
    Kept due = due(book, ended);
    Map<String, BigDecimal> stays = new TreeMap<>(due.positions());
    for (LegBook leg : book.legs()) {
      stays.merge(leg.leg().name(), told(left, leg, book, due), BigDecimal::add);
    }
    stays.merge(HedgeBook.NAME, hedged(left, book, due), BigDecimal::add);
    return new Kept(stays);
  }

  /**
   * What of a trade whose stop has ended so a person has to know of, signed, by contract. After a
   * person's end: what is held beside the whole units that the trade keeps, or is missing of them.
   * After any other: what was over-filled before, and the hedge that stays; of what is gone, or
   * beyond zero, the exit told on its own.
   */
  public List<Residual> remains(TradeBook book, StopState ended) {
    Kept kept = ending.kept(request);
    boolean stands = ended == StopState.CANCELLED;
    Kept due = due(book);
    ByContract remains = new ByContract();
    for (LegBook leg : book.legs()) {
      if (!leg.orders().isEmpty()) {
        BigDecimal whole = !stands && guards(leg.leg()) ? BigDecimal.ZERO : kept.of(leg);
        remains.add(leg.instrument(), (stands ? leg.net() : due.of(leg)).subtract(whole));
      }
    }
    HedgeBook hedge = book.hedge();
    if (!hedge.orders().isEmpty()) {
      BigDecimal stays = due.positions().getOrDefault(HedgeBook.NAME, BigDecimal.ZERO);
      remains.add(hedge.instrument(), stands ? hedge.net() : stays);
    }
    return remains.positions();
  }

  /**
   * By how much the trade holds something else than it may, signed, by contract: while the stop
   * stands anything between what is guarded and nothing of it.
   */
  public List<Residual> beyond(TradeBook book, StopStatus status) {
    Kept most = standing(book);
    Kept least = due(book);
    if (status.ended() != null) {
      most = stays(book, status.ended(), status.left());
      least = most;
    }
    Map<Long, Held> contracts = new LinkedHashMap<>();
    for (LegBook leg : book.legs()) {
      if (!leg.orders().isEmpty()) {
        Held held = new Held(leg.instrument(), leg.net(), most.of(leg), least.of(leg));
        contracts.merge(leg.instrument().conId(), held, Held::plus);
      }
    }
    if (!book.hedge().orders().isEmpty()) {
      Held held = hedge(book, most, least, whole && status.ended() == null);
      contracts.merge(held.instrument().conId(), held, Held::plus);
    }
    return contracts.values().stream()
        .map(Held::beyond)
        .filter(beyond -> !Decimals.isZero(beyond.position()))
        .toList();
  }

  private Held hedge(TradeBook book, Kept most, Kept least, boolean isBeingClosed) {
    HedgeBook hedge = book.hedge();
    BigDecimal high =
        isBeingClosed
            ? hedged(ending.residual(), book, ending.kept(request))
            : most.positions().getOrDefault(HedgeBook.NAME, BigDecimal.ZERO);
    BigDecimal low = least.positions().getOrDefault(HedgeBook.NAME, BigDecimal.ZERO);
    return new Held(hedge.instrument(), hedge.net(), high, low);
  }

  /** What is held of a contract, and between which two positions it may be; all signed. */
  private record Held(Instrument instrument, BigDecimal net, BigDecimal low, BigDecimal high) {
    private Held(Instrument instrument, BigDecimal net, BigDecimal low, BigDecimal high) {
      this.instrument = instrument;
      this.net = net;
      this.low = low.min(high);
      this.high = low.max(high);
    }

    private Held plus(Held other) {
      return new Held(instrument, net.add(other.net), low.add(other.low), high.add(other.high));
    }

    private Residual beyond() {
      return new Residual(instrument, Decimals.normal(net.subtract(net.max(low).min(high))));
    }
  }
}
