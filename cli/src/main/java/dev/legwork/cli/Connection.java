package dev.legwork.cli;

import picocli.CommandLine.Option;

/** Where the api is, and how to answer; shared by all commands. */
final class Connection {
  @Option(
      names = "--url",
      paramLabel = "URL",
      defaultValue = "${env:LEGWORK_API_URL:-http://localhost:8080}",
      description = "address of the api (LEGWORK_API_URL; ${DEFAULT-VALUE})")
  String url;

  @Option(names = "--json", description = "answer as JSON")
  boolean json;

  Api api() {
    return new Api(url);
  }
}
