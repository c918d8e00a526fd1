package dev.legwork.simulator;

import dev.legwork.simulator.control.ControlServer;
import dev.legwork.simulator.gateway.GatewayServer;
import dev.legwork.simulator.gateway.Venue;
import dev.legwork.simulator.gateway.VenueLoop;
import dev.legwork.simulator.gateway.VenueSettings;
import dev.legwork.simulator.journal.FileJournal;
import dev.legwork.simulator.journal.Journal;
import dev.legwork.simulator.market.Market;
import java.io.IOException;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.function.Function;

/**
 * A running simulated gateway. {@link #start} returns when both ports answer; {@link #close} ends
 * it, and what its journal holds is there at the next start.
 */
public final class Simulator implements AutoCloseable {
  private final GatewayServer gateway;
  private final ControlServer control;
  private final VenueLoop loop;
  private final Journal journal;

  private Simulator(GatewayServer gateway, ControlServer control, VenueLoop loop, Journal journal) {
    this.gateway = gateway;
    this.control = control;
    this.loop = loop;
    this.journal = journal;
  }

  /**
   * Starts a gateway.
   *
   * @throws IOException if a port is taken, the journal is in use or damaged, or the market's data
   *     cannot be read
   */
  public static Simulator start(SimulatorOptions options) throws IOException {
    Instant now = Instant.now();
    Instant begin = Markets.start(options);
    Market market = Markets.open(options, begin == null ? now : begin);
    Journal journal = journal(options);
    var loop = new VenueLoop();
    GatewayServer gateway = null;
    try {
      gateway = new GatewayServer(options.port(), loop);
      var settings =
          new VenueSettings(
              new SecureRandom().nextInt(Integer.MAX_VALUE),
              VenueSettings.PAPER_ACCOUNTS,
              options.cash(),
              begin,
              options.speed(),
              options.sizes(),
              options.marketDataLines());
      loop.start(new Venue(settings, market, journal, gateway, System.nanoTime(), now));
      var control = new ControlServer(options.controlPort(), loop);
      gateway.start();
      return new Simulator(gateway, control, loop, journal);
    } catch (IOException | RuntimeException e) {
      loop.close();
      if (gateway != null) {
        gateway.close();
      }
      journal.close();
      throw e;
    }
  }

  private static Journal journal(SimulatorOptions options) throws IOException {
    return options.home() == null
        ? Journal.inMemory()
        : FileJournal.open(
            options.home().resolve("simulator").resolve("journal.jsonl"), options.fresh());
  }

  /** The port that speaks the TWS protocol. */
  public int port() {
    return gateway.port();
  }

  /** The port that speaks HTTP. */
  public int controlPort() {
    return control.port();
  }

  /** Asks the venue something, in its own thread. */
  public <T> T ask(Function<Venue, T> question) {
    return loop.call(question);
  }

  @Override
  public void close() throws IOException {
    control.close();
    gateway.close();
    loop.close();
    journal.close();
  }
}
