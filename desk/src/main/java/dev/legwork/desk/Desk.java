package dev.legwork.desk;

import dev.legwork.contract.ContractSpec;
import dev.legwork.contract.Instrument;
import dev.legwork.desk.chain.ChainDesk;
import dev.legwork.desk.chain.ChainReading;
import dev.legwork.desk.chain.ChainWish;
import dev.legwork.fault.CrashPoint;
import dev.legwork.order.OrderIntent;
import dev.legwork.order.OrderRef;
import dev.legwork.order.OrderSnapshot;
import dev.legwork.quote.Quote;
import dev.legwork.reconcile.BrokerCensus;
import dev.legwork.request.ExecutionRequest;
import dev.legwork.saga.EntryAnswer;
import dev.legwork.saga.EntryPlan;
import dev.legwork.saga.MarketAnswer;
import dev.legwork.saga.PlaceAnswer;
import dev.legwork.tws.session.SessionSettings;
import dev.legwork.tws.session.SocketTransport;
import dev.legwork.tws.session.Transport;
import dev.legwork.tws.session.TransportEvents;
import dev.legwork.unwind.NeededMarket;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The desk with a thread of its own, a real socket, and three threads for the ledger. Commands may
 * come from any thread.
 */
public final class Desk implements OrderDesk, ChainDesk, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Desk.class);
  private static final String CLOSED = "the desk is closed";
  private static final long LONGEST_WAIT = Duration.ofSeconds(1).toNanos();

  private final DeskClock clock = DeskClock.system();
  private final LinkedBlockingQueue<Runnable> steps = new LinkedBlockingQueue<>();
  private final Map<Background.Lane, ExecutorService> lanes = new EnumMap<>(Background.Lane.class);
  private final DeskCore core;
  private final Thread thread;
  private volatile boolean closed;
  private volatile boolean ended;

  /** What is not answered yet, and whether the desk has begun with it. */
  private final Map<CompletableFuture<?>, Boolean> open = new ConcurrentHashMap<>();

  /** A desk that is not started yet. */
  public Desk(
      DeskSettings settings,
      SessionSettings session,
      DeskLedger ledger,
      DeskListener listener,
      DeskLease lease) {
    String name = "desk-" + settings.account();
    for (Background.Lane lane : Background.Lane.values()) {
      String thread = name + "-" + lane.name().toLowerCase(Locale.ROOT);
      lanes.put(lane, Executors.newSingleThreadExecutor(daemon(thread)));
    }
    SocketTransport transport = new SocketTransport(events());
    Transport writer = CrashPoint.isOn() ? new TornWrites(transport) : transport;
    core = new DeskCore(settings, session, writer, clock, ledger, this::submit, listener, lease);
    thread = daemon(name).newThread(this::run);
  }

  private static ThreadFactory daemon(String name) {
    return work -> {
      Thread thread = new Thread(work, name);
      thread.setDaemon(true);
      thread.setUncaughtExceptionHandler(FailStop.onEndOfThread());
      return thread;
    };
  }

  /** Loads what is open, connects, and serves from then on. */
  public void start() {
    thread.start();
    steps.add(core::start);
  }

  /** Stops; orders stay as they are at the venue. What is not answered yet fails. */
  @Override
  public void close() {
    closed = true;
    steps.add(() -> {});
    try {
      thread.join(Duration.ofSeconds(2));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    lanes.values().forEach(ExecutorService::shutdown);
  }

  private void run() {
    while (!closed) {
      try {
        Runnable step = next();
        if (step != null) {
          step.run();
        }
        if (core.nextDeadline() <= clock.nanos()) {
          core.onTick();
        }
      } catch (InterruptedException e) {
        closed = true;
      } catch (RuntimeException e) {
        // The loop is all that watches the orders: it outlives a defect in one step.
        LOG.error("A step of the desk failed; the desk goes on", e);
      }
    }
    stop();
    ended = true;
    failOpen();
  }

  /** Whoever asked need not wait: the next desk can be asked now. */
  private void failOpen() {
    open.forEach(
        (answer, begun) ->
            answer.completeExceptionally(
                begun ? new DeskUnavailable(CLOSED) : new NoDeskHere(CLOSED)));
  }

  private void stop() {
    try {
      core.stop();
    } catch (RuntimeException e) {
      LOG.error("The desk did not end in good order", e);
    }
  }

  private Runnable next() throws InterruptedException {
    Runnable step = steps.poll();
    if (step != null) {
      return step;
    }
    long deadline = core.nextDeadline();
    if (deadline == Long.MIN_VALUE) {
      return null;
    }
    long wait =
        deadline == Long.MAX_VALUE
            ? LONGEST_WAIT
            : Math.min(deadline - clock.nanos(), LONGEST_WAIT);
    return wait <= 0 ? null : steps.poll(wait, TimeUnit.NANOSECONDS);
  }

  private TransportEvents events() {
    return new TransportEvents() {
      @Override
      public void connected(long connection) {
        steps.add(() -> core.connected(connection));
      }

      @Override
      public void received(long connection, ByteBuffer bytes) {
        steps.add(() -> core.received(connection, bytes));
      }

      @Override
      public void closed(long connection, String detail) {
        steps.add(() -> core.closed(connection, detail));
      }
    };
  }

  private <T> void submit(Background.Lane lane, Callable<T> work, BiConsumer<T, Exception> then) {
    try {
      lanes.get(lane).execute(() -> work(work, then));
    } catch (RejectedExecutionException e) {
      LOG.debug("Ledger work after the end", e);
    }
  }

  private <T> void work(Callable<T> work, BiConsumer<T, Exception> then) {
    T result;
    try {
      result = work.call();
    } catch (Exception e) {
      steps.add(() -> core.step(() -> then.accept(null, e)));
      return;
    }
    steps.add(() -> core.step(() -> then.accept(result, null)));
  }

  private <T> CompletableFuture<T> ask(Function<DeskCore, CompletableFuture<T>> command) {
    CompletableFuture<T> answer = new CompletableFuture<>();
    open.put(answer, false);
    answer.whenComplete((result, failure) -> open.remove(answer));
    steps.add(() -> forward(command, answer));
    if (ended) {
      failOpen();
    }
    return answer;
  }

  private <T> void forward(
      Function<DeskCore, CompletableFuture<T>> command, CompletableFuture<T> answer) {
    open.replace(answer, true);
    try {
      command
          .apply(core)
          .whenComplete(
              (result, failure) -> {
                if (failure == null) {
                  answer.complete(result);
                } else {
                  answer.completeExceptionally(failure);
                }
              });
    } catch (RuntimeException e) {
      LOG.error("A command failed", e);
      answer.completeExceptionally(e);
    }
  }

  @Override
  public boolean isHere() {
    return !closed;
  }

  @Override
  public void expect(ExecutionRequest request) {
    steps.add(() -> core.expect(request));
  }

  @Override
  public CompletableFuture<EntryAnswer> enter(EntryPlan plan, Duration within) {
    // The time counts from the call, not from when the loop comes to it.
    long notAfter = clock.nanos() + within.toNanos();
    return ask(desk -> desk.enter(plan, notAfter));
  }

  @Override
  public CompletableFuture<PlaceAnswer> place(List<OrderIntent> wave) {
    return ask(desk -> desk.place(wave));
  }

  @Override
  public CompletableFuture<Void> cancel(Collection<OrderRef> refs, String reason) {
    return ask(desk -> desk.cancel(refs, reason));
  }

  @Override
  public CompletableFuture<OrderSnapshot> snapshot(Collection<OrderRef> refs) {
    return ask(desk -> desk.snapshot(refs));
  }

  @Override
  public CompletableFuture<Void> settled(Collection<OrderRef> refs) {
    return ask(desk -> desk.settled(refs));
  }

  @Override
  public CompletableFuture<Map<Instrument, Quote>> quotes(Collection<Instrument> instruments) {
    return ask(desk -> desk.quotes(instruments));
  }

  @Override
  public CompletableFuture<Optional<Instrument>> find(ContractSpec contract) {
    return ask(desk -> desk.find(contract));
  }

  @Override
  public CompletableFuture<MarketAnswer> awaitMarket(
      Map<String, NeededMarket> needed, Duration within) {
    return ask(desk -> desk.awaitMarket(needed, within));
  }

  @Override
  public CompletableFuture<Map<Long, BigDecimal>> positions() {
    return ask(DeskCore::positions);
  }

  @Override
  public CompletableFuture<BrokerCensus> census() {
    return ask(DeskCore::census);
  }

  @Override
  public CompletableFuture<Map<String, ChainReading>> chains(
      String watcher, Map<String, ChainWish> wishes) {
    return ask(desk -> desk.chains(watcher, wishes));
  }

  @Override
  public CompletableFuture<Void> endChains(String watcher) {
    return ask(desk -> desk.endChains(watcher));
  }

  @Override
  public CompletableFuture<DeskHealth> health() {
    return ask(DeskCore::health);
  }
}
