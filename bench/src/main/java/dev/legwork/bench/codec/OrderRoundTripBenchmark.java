package dev.legwork.bench.codec;

import dev.legwork.tws.codec.ClientDecoder;
import dev.legwork.tws.codec.ClientEncoder;
import dev.legwork.tws.codec.FrameReader;
import dev.legwork.tws.codec.FrameWriter;
import dev.legwork.tws.codec.ServerDecoder;
import dev.legwork.tws.codec.ServerEncoder;
import dev.legwork.tws.message.ClientMessage;
import dev.legwork.tws.message.OrderStateFields;
import dev.legwork.tws.message.ServerMessage;
import dev.legwork.tws.message.TwsContract;
import dev.legwork.tws.message.TwsOrder;
import java.math.BigDecimal;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * An order's way over the wire: encoded by one side, cut into frames and decoded by the other. The
 * target is 5 µs for placeOrder there, without garbage per field.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(2)
public class OrderRoundTripBenchmark {
  private final FrameWriter writer = new FrameWriter();
  private final FrameReader reader = new FrameReader();
  private final ClientEncoder clientEncoder = new ClientEncoder();
  private final ServerDecoder serverDecoder = new ServerDecoder();
  private final ServerEncoder serverEncoder = new ServerEncoder();
  private final ClientDecoder clientDecoder = new ClientDecoder();
  private final TwsContract contract =
      TwsContract.builder()
          .conId(152_345_678)
          .symbol("TWX")
          .secType("OPT")
          .lastTradeDateOrContractMonth("20140620")
          .strike(new BigDecimal("70"))
          .right("C")
          .multiplier("100")
          .exchange("SMART")
          .currency("USD")
          .build();
  private final TwsOrder order =
      TwsOrder.builder()
          .action("SELL")
          .totalQuantity(BigDecimal.valueOf(5))
          .orderType("LMT")
          .lmtPrice(new BigDecimal("1.20"))
          .tif("GTD")
          .goodTillDate("20140606-13:45:45")
          .account("DU1000001")
          .orderRef("lw1|twx-0001|call|E1")
          .build();
  private final ClientMessage.PlaceOrder place =
      new ClientMessage.PlaceOrder(1017, contract, order);
  private final ServerMessage.OpenOrder open =
      new ServerMessage.OpenOrder(
          1017, 1, 1_377_295_418L, contract, order, OrderStateFields.of("Submitted"));

  /** placeOrder: client to venue. */
  @Benchmark
  public ClientMessage placeOrder() {
    writer.clear();
    clientEncoder.encode(place, writer);
    reader.feed(writer.frames());
    return serverDecoder.decode(reader.poll());
  }

  /** openOrder: venue to client. */
  @Benchmark
  public ServerMessage openOrder() {
    writer.clear();
    serverEncoder.encode(open, writer);
    reader.feed(writer.frames());
    return clientDecoder.decode(reader.poll());
  }
}
