package dev.legwork.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class StrictJsonTest {

  @Test
  void readsPlainObjectsWithExactNumbers() throws Exception {
    assertThat(StrictJson.read("{\"net\": 69.720, \"legs\": [true, null, \"x\"]}"))
        .isEqualTo(
            Map.of(
                "net", new BigDecimal("69.720"), "legs", java.util.Arrays.asList(true, null, "x")));
  }

  @Test
  void namesThePlaceOfEveryKindOfMalformedInput() {
    for (String text : List.of("{\"id\": ", "{\"a\":1,\"a\":2}", "{} {}", "{'id':1}", "NaN")) {
      assertThatThrownBy(() -> StrictJson.read(text))
          .as(text)
          .isInstanceOf(StrictJson.Malformed.class)
          .hasMessageContaining("line 1");
    }
  }

  @Test
  void refusesBytesThatAreNotUtf8() {
    assertThatThrownBy(() -> StrictJson.read(new byte[] {'"', (byte) 0xC3, (byte) 0x28, '"'}))
        .isInstanceOf(StrictJson.Malformed.class)
        .hasMessage("not valid UTF-8");
  }

  @Test
  void refusesWhatWouldExhaustAReader() {
    for (String text : List.of("[".repeat(100), "[" + "1".repeat(100) + "]")) {
      assertThatThrownBy(() -> StrictJson.read(text)).isInstanceOf(StrictJson.Malformed.class);
    }
  }

  @Test
  void refusesEmptyInput() {
    assertThatThrownBy(() -> StrictJson.read("  ")).hasMessageContaining("JSON object is expected");
  }

  @Test
  void saysInOneLineWhereTextEndsAndNothingOfItsReader() {
    assertThatThrownBy(() -> StrictJson.read("{\"id\": \"t1\",\n \"legs\": [1, 2"))
        .isInstanceOf(StrictJson.Malformed.class)
        .hasMessageContaining("line: 2")
        .message()
        .doesNotContain("Source", "StreamReadFeature", "\n");
  }
}
