package dev.legwork.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.legwork.standalone.Conversion.Market;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The first quote that is repeated arrives, and is not answered until the test says so. */
@Timeout(60)
class MarketMakerTest {
  private static final int LEGS = 3;
  private static final Duration A_WHILE = Duration.ofMillis(500);
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final Market NEXT = new Market("1.00", "1.01", "1.00", "1.01", "1.00", "1.01", 1);

  private final CountDownLatch repeated = new CountDownLatch(1);
  private final CountDownLatch answered = new CountDownLatch(1);
  private final List<String> bids = new CopyOnWriteArrayList<>();
  private HttpServer server;
  private MarketMaker maker;

  @BeforeEach
  void openTheMarket() throws Exception {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/quotes", this::take);
    server.start();
    maker =
        new MarketMaker(
            new Venue("http://127.0.0.1:" + server.getAddress().getPort()),
            new Conversion("MAKE", LocalDate.of(2026, 12, 18)),
            Market.OPEN);
    repeated.await();
  }

  @AfterEach
  void closeTheMarket() {
    answered.countDown();
    maker.close();
    server.stop(0);
  }

  private void take(HttpExchange exchange) throws IOException {
    JsonNode quote = new ObjectMapper().readTree(exchange.getRequestBody());
    if (bids.size() == LEGS && repeated.getCount() > 0) {
      repeated.countDown();
      answer();
    }
    bids.add(quote.path("bid").asText());
    exchange.sendResponseHeaders(204, -1);
    exchange.close();
  }

  private void answer() {
    try {
      answered.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Test
  void quotesNothingOfTheMarketThatWasBefore() throws Exception {
    Thread moving = Thread.ofVirtual().start(() -> maker.become(NEXT));
    moving.join(A_WHILE);
    answered.countDown();
    moving.join();
    Waiting.until("the repeated ones and the next", PATIENCE, () -> bids.size() >= 3 * LEGS);

    List<String> all = List.copyOf(bids);
    assertThat(all.subList(all.indexOf(NEXT.stockBid()), all.size()))
        .hasSizeGreaterThanOrEqualTo(LEGS)
        .containsOnly(NEXT.stockBid());
  }

  @Test
  void quotesNothingOnceItIsClosed() throws Exception {
    Thread closing = Thread.ofVirtual().start(maker::close);
    assertThat(closing.join(A_WHILE)).as("closed with a quote on its way").isFalse();
    answered.countDown();
    closing.join();
    int quotes = bids.size();

    assertThat(quotes).as("its first quotes, and the repeated ones").isEqualTo(2 * LEGS);
    TimeUnit.MILLISECONDS.sleep(A_WHILE.multipliedBy(2).toMillis());
    assertThat(bids).hasSize(quotes);
  }
}
