package dev.legwork.standalone;

import dev.legwork.standalone.Conversion.Market;
import java.io.UncheckedIOException;
import java.util.concurrent.atomic.AtomicReference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps a conversion's quotes fresh on the simulated market until it is closed. */
final class MarketMaker implements AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(MarketMaker.class);
  private static final long PAUSE_MILLIS = 500;

  private final Venue venue;
  private final Conversion conversion;
  private final AtomicReference<Market> market;
  private final Thread thread;

  /** Quotes at once, and again and again. */
  MarketMaker(Venue venue, Conversion conversion, Market first) {
    this.venue = venue;
    this.conversion = conversion;
    this.market = new AtomicReference<>(first);
    conversion.quote(venue, first);
    this.thread = Thread.ofVirtual().name("market-maker").start(this::keepFresh);
  }

  /** Moves the market. */
  void become(Market next) {
    market.set(next);
    conversion.quote(venue, next);
  }

  @Override
  public void close() {
    thread.interrupt();
  }

  private void keepFresh() {
    try {
      while (true) {
        Thread.sleep(PAUSE_MILLIS);
        quote();
      }
    } catch (InterruptedException | CannotStart e) {
      log.debug("the market of {} is closed", conversion.symbol());
    } catch (RuntimeException e) {
      log.error("the market of {} is not kept fresh any more", conversion.symbol(), e);
    }
  }

  private void quote() {
    try {
      conversion.quote(venue, market.get());
    } catch (UncheckedIOException away) {
      log.debug("{} is not quoted while the venue is away", conversion.symbol(), away);
    }
  }
}
