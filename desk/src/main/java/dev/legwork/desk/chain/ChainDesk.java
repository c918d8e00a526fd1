package dev.legwork.desk.chain;

import java.util.Map;
import java.util.concurrent.CompletableFuture;

/**
 * Option chains as they are quoted now. All watchers share contracts, subscriptions and lines, with
 * each other and with the trades, which take precedence.
 */
public interface ChainDesk {

  /**
   * What there is of these chains now. Never waits for the venue: a first reading has next to
   * nothing, and what is missing is asked for behind it, near the money first. It goes on for a
   * minute after the watcher's last reading.
   *
   * <p>Fails with {@link dev.legwork.desk.NoDeskHere} where another process has the desk.
   *
   * @param watcher who asks, e.g. the name of a session; another reading of it replaces its wishes
   * @param wishes by symbol of the underlying; upper case
   * @return by symbol, one reading for each wish
   */
  CompletableFuture<Map<String, ChainReading>> chains(
      String watcher, Map<String, ChainWish> wishes);

  /** The watcher reads no more; what nobody else watches gives its lines back. */
  CompletableFuture<Void> endChains(String watcher);
}
