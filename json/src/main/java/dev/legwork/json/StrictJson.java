package dev.legwork.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/**
 * Reads JSON that somebody outside wrote into plain maps, lists, strings, {@link
 * java.math.BigDecimal}s and booleans: one value, valid UTF-8, no key twice, bounded depth and
 * number length.
 */
public final class StrictJson {
  private static final ObjectMapper MAPPER =
      JsonMapper.builder(
              JsonFactory.builder()
                  .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                  .streamReadConstraints(
                      StreamReadConstraints.builder()
                          .maxNestingDepth(32)
                          .maxNumberLength(64)
                          .maxStringLength(65_536)
                          .build())
                  .build())
          .enable(
              DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS,
              DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private static final Pattern PLACE =
      Pattern.compile("\\[Source: [^\\n]*?; (line: \\d+, column: \\d+)\\]");

  private StrictJson() {}

  /** JSON that cannot be read; the message says what is wrong and where. */
  public static final class Malformed extends Exception {
    Malformed(String message, Throwable cause) {
      super(message, cause);
    }
  }

  /**
   * Reads one JSON value.
   *
   * @throws Malformed if the bytes are not UTF-8 or not one JSON value
   */
  public static Object read(byte[] utf8) throws Malformed {
    return read(decode(utf8));
  }

  /**
   * Reads one JSON value.
   *
   * @throws Malformed if the text is not one JSON value
   */
  public static Object read(String text) throws Malformed {
    try {
      if (text.isBlank()) {
        throw new Malformed("empty: a JSON object is expected", null);
      }
      return MAPPER.readValue(text, Object.class);
    } catch (JsonProcessingException e) {
      throw new Malformed(said(e) + where(e.getLocation()), e);
    }
  }

  /** In one line, and without what the parser says of itself. */
  private static String said(JsonProcessingException e) {
    return PLACE.matcher(e.getOriginalMessage()).replaceAll("$1").replaceAll("\\s*\\R\\s*", " ");
  }

  private static String decode(byte[] utf8) throws Malformed {
    try {
      return StandardCharsets.UTF_8
          .newDecoder()
          .onMalformedInput(CodingErrorAction.REPORT)
          .onUnmappableCharacter(CodingErrorAction.REPORT)
          .decode(ByteBuffer.wrap(utf8))
          .toString();
    } catch (CharacterCodingException e) {
      throw new Malformed("not valid UTF-8", e);
    }
  }

  private static String where(JsonLocation location) {
    return location == null
        ? ""
        : " (line " + location.getLineNr() + ", column " + location.getColumnNr() + ")";
  }
}
