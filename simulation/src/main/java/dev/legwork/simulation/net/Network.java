package dev.legwork.simulation.net;

import dev.legwork.simulation.time.Chance;
import dev.legwork.simulation.time.Scheduler;
import java.util.ArrayList;
import java.util.List;

/** Where connections between desks and the gateway are made and broken. */
public final class Network {
  /** The gateway's port. */
  public interface Listener {
    /** Takes a connection; null if nobody listens. */
    LinkEnd accept(long number);

    /** How the gateway answers on it. */
    void opened(long number, Link link);
  }

  /** Who connects. */
  public interface Dialer extends LinkEnd {
    void connected(Link link);
  }

  private final Scheduler scheduler;
  private final Chance chance;
  private final Weather weather;
  private final List<Link> links = new ArrayList<>();
  private Listener listener;
  private boolean partitioned;
  private long count;

  public Network(Scheduler scheduler, Chance chance, Weather weather) {
    this.scheduler = scheduler;
    this.chance = chance;
    this.weather = weather;
  }

  public void listen(Listener next) {
    listener = next;
  }

  /** Connects; the dialer hears of it, or of the refusal, or nothing while there is no way. */
  public void dial(Dialer dialer) {
    scheduler.in(chance.latency(weather.least(), weather.most()), () -> arrive(dialer));
  }

  private void arrive(Dialer dialer) {
    if (partitioned) {
      return;
    }
    long number = ++count;
    LinkEnd server = listener.accept(number);
    if (server == null) {
      dialer.closed("connection refused");
      return;
    }
    Link link = new Link(scheduler, chance, weather, dialer, server);
    links.add(link);
    listener.opened(number, link);
    dialer.connected(link);
  }

  /** No way from now on: connections fall silent, new ones are never answered. */
  public void partition() {
    partitioned = true;
    links.forEach(Link::silence);
  }

  /** There is a way again; what waited arrives. */
  public void heal() {
    if (partitioned) {
      partitioned = false;
      List.copyOf(links).forEach(Link::thaw);
    }
  }

  public boolean isPartitioned() {
    return partitioned;
  }

  /** Connections that neither side has closed. */
  public List<Link> open() {
    return links.stream().filter(link -> !link.isOver()).toList();
  }

  /** Everything there is, closed by one side or not. */
  public List<Link> all() {
    return List.copyOf(links);
  }
}
