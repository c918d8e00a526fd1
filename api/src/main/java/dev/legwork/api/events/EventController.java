package dev.legwork.api.events;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/** {@code /api/events}. */
@RestController
@Tag(name = "Events")
class EventController {
  private final EventStream stream;

  EventController(EventStream stream) {
    this.stream = stream;
  }

  @GetMapping(path = "/api/events", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
  @Operation(
      summary = "Changes as they happen",
      description =
          "Server-sent events: execution (an item of the list) and alerts (read /api/alerts again)."
              + " Read the list first, and again after a reconnect.")
  SseEmitter listen() {
    return stream.listen();
  }
}
