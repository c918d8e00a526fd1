package dev.legwork.standalone;

import dev.legwork.standalone.Conversion.Market;
import java.io.UncheckedIOException;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps a conversion's quotes fresh on the simulated market until it is closed. Quotes of a market
 * never come after those of its successor, and none comes after the close.
 */
final class MarketMaker implements AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(MarketMaker.class);
  private static final long PAUSE_MILLIS = 500;

  private final Venue venue;
  private final Conversion conversion;
  private final Thread thread;

  /** Held while quotes are posted, so that all of them are of one market. */
  private final ReentrantLock posting = new ReentrantLock();

  private Market market;

  /** Quotes at once, and again and again. */
  MarketMaker(Venue venue, Conversion conversion, Market first) {
    this.venue = venue;
    this.conversion = conversion;
    this.market = first;
    conversion.quote(venue, first);
    this.thread = Thread.ofVirtual().name("market-maker").start(this::keepFresh);
  }

  /** Moves the market. */
  void become(Market next) {
    posting.lock();
    try {
      market = next;
      conversion.quote(venue, next);
    } finally {
      posting.unlock();
    }
  }

  /** Returns once the last quote was taken. */
  @Override
  public void close() {
    // An interrupted post may be on its way still, so none is under way when it interrupts.
    posting.lock();
    try {
      thread.interrupt();
    } finally {
      posting.unlock();
    }
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void keepFresh() {
    try {
      while (true) {
        Thread.sleep(PAUSE_MILLIS);
        quote();
      }
    } catch (InterruptedException e) {
      log.debug("the market of {} is closed", conversion.symbol());
    } catch (RuntimeException e) {
      log.error("the market of {} is not kept fresh any more", conversion.symbol(), e);
    }
  }

  private void quote() throws InterruptedException {
    posting.lockInterruptibly();
    try {
      conversion.quote(venue, market);
    } catch (UncheckedIOException away) {
      log.debug("{} is not quoted while the venue is away", conversion.symbol(), away);
    } finally {
      posting.unlock();
    }
  }
}
