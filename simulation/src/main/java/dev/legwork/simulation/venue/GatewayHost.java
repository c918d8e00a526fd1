package dev.legwork.simulation.venue;

import dev.legwork.simulation.check.VenueWatch;
import dev.legwork.simulation.net.Link;
import dev.legwork.simulation.net.LinkEnd;
import dev.legwork.simulation.net.Network;
import dev.legwork.simulation.time.Chance;
import dev.legwork.simulation.time.Scheduler;
import dev.legwork.simulation.time.SimClock;
import dev.legwork.simulation.time.Story;
import dev.legwork.simulator.faults.FaultRule;
import dev.legwork.simulator.faults.Faults;
import dev.legwork.simulator.gateway.Venue;
import dev.legwork.simulator.gateway.VenueOutput;
import dev.legwork.simulator.gateway.VenueSettings;
import dev.legwork.simulator.market.ScriptMarket;
import dev.legwork.simulator.orders.Reception;
import dev.legwork.tws.codec.FrameWriter;
import dev.legwork.tws.codec.ServerEncoder;
import dev.legwork.tws.message.ClientMessage.PlaceOrder;
import dev.legwork.tws.message.ClientMessage.ReqGlobalCancel;
import dev.legwork.tws.message.ClientMessage.StartApi;
import dev.legwork.tws.message.ServerMessage;
import dev.legwork.tws.message.ServerMessage.ErrorMessage;
import java.nio.ByteBuffer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.LongConsumer;

/** The gateway's process: started, killed and started again on the same journal. */
public final class GatewayHost implements VenueOutput, Network.Listener {
  private static final long STRANGER = -99;
  private static final int STRANGERS_ID = 99;

  private final Scheduler scheduler;
  private final Story story;
  private final SimClock clock;
  private final VenueSettings settings;
  private final VenueWatch journal;
  private final Map<Long, ClientSocket> sockets = new LinkedHashMap<>();
  private final ServerEncoder encoder = new ServerEncoder();
  private final FrameWriter writer = new FrameWriter();
  private Consumer<List<Faults.Struck>> struck = all -> {};
  private Venue venue;
  private Scheduler.Event wake;
  private boolean up;
  private int strangersOrders = 1_000;

  public GatewayHost(
      Scheduler scheduler,
      Story story,
      SimClock clock,
      VenueSettings settings,
      VenueWatch journal) {
    this.scheduler = scheduler;
    this.story = story;
    this.clock = clock;
    this.settings = settings;
    this.journal = journal;
  }

  /** Hears how often the fault rules of a run have struck when it ends. */
  public void whenRunEnds(Consumer<List<Faults.Struck>> then) {
    struck = then;
  }

  public void start() {
    if (!up) {
      up = true;
      venue = new Venue(settings, new ScriptMarket(), journal, this, scheduler.now(), clock.wall());
      story.tell("gateway", "started");
      after();
    }
  }

  /** The process dies: sockets break, orders stay at the broker. */
  public void kill() {
    if (up) {
      up = false;
      story.tell("gateway", "killed");
      struck.accept(venue.faults().all());
      for (ClientSocket socket : List.copyOf(sockets.values())) {
        socket.link.reset();
      }
      sockets.clear();
    }
  }

  public boolean isUp() {
    return up;
  }

  /** Every rule of a fault is over, and the process runs. */
  public void heal() {
    struck.accept(venue.faults().all());
    struck = all -> {};
    input(v -> v.faults().clear());
    start();
  }

  /** Tells all clients that have said who they are something about the connection. */
  public void tellAll(int code, String text) {
    if (up) {
      venue.clients().stream()
          .filter(client -> client.clientId() >= 0)
          .forEach(client -> send(client.connection(), new ErrorMessage(-1, code, text)));
    }
  }

  /** 1300: the port is reset; sockets are closed, or left to the clients. */
  public void announcePort(boolean closes) {
    tellAll(1300, "TWS socket port has been reset and this connection is being dropped.");
    if (up && closes) {
      List.copyOf(sockets.keySet()).forEach(this::close);
    }
  }

  /** Somebody at the broker cancels everything, ours as well. */
  public void globalCancel() {
    asStranger(
        client -> venue.received(scheduler.now(), client, new ReqGlobalCancel(), reception()));
  }

  /** Another program trades the same contracts on the same accounts. */
  public void foreignTrade(Chance chance, SimMarket market) {
    foreign(Strangers.order(++strangersOrders, chance, market, settings.accounts()));
  }

  /** The same program leaves an order where nobody trades with it. */
  public void foreignOrder(Chance chance, SimMarket market) {
    foreign(Strangers.resting(++strangersOrders, chance, market, settings.accounts()));
  }

  private void foreign(PlaceOrder order) {
    asStranger(client -> venue.received(scheduler.now(), client, order, reception()));
  }

  private void asStranger(LongConsumer what) {
    if (!up) {
      return;
    }
    venue.advance(scheduler.now());
    if (venue.clients().stream().noneMatch(client -> client.connection() == STRANGER)) {
      venue.connected(scheduler.now(), STRANGER);
      venue.received(scheduler.now(), STRANGER, new StartApi(STRANGERS_ID, ""), reception());
    }
    what.accept(STRANGER);
    after();
  }

  private Reception reception() {
    return new Reception(scheduler.now(), scheduler.now() / 1_000);
  }

  /** The venue of this run, or of the last one. */
  public Venue venue() {
    return venue;
  }

  /** Adds a fault; nothing happens while the process is down. */
  public void add(FaultRule rule) {
    if (up) {
      input(v -> v.add(rule));
    }
  }

  /** Something is done to the venue now. */
  public void input(Consumer<Venue> input) {
    venue.advance(scheduler.now());
    input.accept(venue);
    after();
  }

  private void after() {
    if (wake != null) {
      wake.cancel();
      wake = null;
    }
    long due = venue.nextDue();
    if (due != Long.MAX_VALUE) {
      wake = scheduler.at(Math.max(due, scheduler.now() + 1), this::tick);
    }
  }

  /** Orders expire and trade at the broker even while the gateway's process is down. */
  private void tick() {
    venue.advance(scheduler.now());
    after();
  }

  @Override
  public LinkEnd accept(long number) {
    if (!up) {
      return null;
    }
    ClientSocket socket = new ClientSocket(number);
    sockets.put(number, socket);
    return socket;
  }

  @Override
  public void opened(long number, Link link) {
    sockets.get(number).link = link;
  }

  @Override
  public void send(long connection, ServerMessage message) {
    ClientSocket socket = sockets.get(connection);
    if (socket != null) {
      encoder.encode(message, writer);
      socket.link.answer(taken());
    }
  }

  byte[] taken() {
    ByteBuffer frames = writer.frames();
    byte[] bytes = new byte[frames.remaining()];
    frames.get(bytes);
    writer.clear();
    return bytes;
  }

  FrameWriter writer() {
    return writer;
  }

  @Override
  public void close(long connection) {
    ClientSocket socket = sockets.remove(connection);
    if (socket != null) {
      socket.link.closeByServer();
      scheduler.in(0, () -> gone(connection));
    }
  }

  private void gone(long connection) {
    if (up) {
      input(v -> v.disconnected(scheduler.now(), connection));
    }
  }

  /** One client's socket. */
  private final class ClientSocket implements LinkEnd {
    private final long number;
    private final ClientStream stream;
    private Link link;

    ClientSocket(long number) {
      this.number = number;
      this.stream = new ClientStream(GatewayHost.this, number);
    }

    private boolean isOpen() {
      return up && sockets.get(number) == this;
    }

    @Override
    public void received(byte[] bytes) {
      if (!isOpen()) {
        return;
      }
      stream.take(bytes, this::greet);
      if (isOpen()) {
        after();
      }
    }

    private void greet(byte[] hello) {
      link.answer(hello);
    }

    @Override
    public void closed(String detail) {
      if (isOpen()) {
        sockets.remove(number);
        gone(number);
      }
    }
  }

  VenueWatch journal() {
    return journal;
  }

  Scheduler scheduler() {
    return scheduler;
  }

  SimClock clock() {
    return clock;
  }

  Story story() {
    return story;
  }
}
