package dev.legwork.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class StartFailureTest {

  record Desk(String grace) {
    Desk {
      throw new IllegalArgumentException(grace.equals("mute") ? null : "must not be\n negative");
    }
  }

  private static BindException refused(String grace) {
    Binder binder =
        new Binder(new MapConfigurationPropertySource(Map.of("legwork.desk.grace", grace)));
    return catchThrowableOfType(
        BindException.class, () -> binder.bind("legwork.desk", Bindable.of(Desk.class)));
  }

  @Test
  void saysWhatIsWrongWithASettingInOneLine() {
    assertThat(StartFailure.line(refused("-1s"))).isEqualTo("legwork.desk: must not be negative");
  }

  @Test
  void saysTheNextBestOfASettingWhoseCauseSaysNothing() {
    assertThat(StartFailure.line(refused("mute")))
        .startsWith("legwork.desk: ")
        .contains("Desk")
        .doesNotContain("null");
  }

  @Test
  void keepsTheTraceOfAFailureThatSaysNothing() {
    IllegalStateException mute = new IllegalStateException((String) null);

    assertThat(StartFailure.line(mute))
        .startsWith("java.lang.IllegalStateException")
        .contains("at dev.legwork.standalone.StartFailureTest");
  }
}
