package dev.legwork.api;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/** The settings {@code legwork.*} that this process reads. */
@ConfigurationProperties("legwork")
public record ApiSettings(
    @DefaultValue Database database,
    @DefaultValue Temporal temporal,
    @DefaultValue Broker broker,
    @DefaultValue Lock lock,
    @DefaultValue Reconciliation reconciliation) {

  /**
   * @param url JDBC address of the ledger; this process has no embedded one
   */
  public record Database(
      @DefaultValue("") String url,
      @DefaultValue("legwork") String user,
      @DefaultValue("") String password) {}

  /**
   * @param target host and port of the Temporal frontend
   * @param tls whether to speak TLS; an API key or a certificate implies it
   * @param certificate client certificate for mTLS, a PEM file, or empty
   * @param key its private key in PKCS 8, a PEM file, or empty
   * @param apiKey for Temporal Cloud, or empty
   * @param rpcTimeout how long a single call may take before its outcome counts as unknown
   * @param ui address of the Temporal Web UI for links; empty for none
   */
  public record Temporal(
      @DefaultValue("127.0.0.1:7233") String target,
      @DefaultValue("default") String namespace,
      @DefaultValue("false") boolean tls,
      @DefaultValue("") String certificate,
      @DefaultValue("") String key,
      @DefaultValue("") String apiKey,
      @DefaultValue("5s") Duration rpcTimeout,
      @DefaultValue("http://localhost:8233") String ui) {
    public Temporal {
      if (certificate.isBlank() != key.isBlank()) {
        throw new IllegalArgumentException(
            "legwork.temporal.certificate and legwork.temporal.key go together");
      }
    }
  }

  /**
   * @param account shorthand for a single one of {@code accounts}
   * @param liveAccounts accounts with real money that may be traded
   */
  public record Broker(
      @DefaultValue("") String account,
      @DefaultValue List<Session> accounts,
      @DefaultValue List<String> liveAccounts) {

    /** One broker session; what else it has is the worker's. */
    public record Session(String account) {}

    /** All accounts that can be traded, in alphabetical order. */
    public Set<String> names() {
      return Stream.concat(Stream.of(account), accounts.stream().map(Session::account))
          .filter(name -> name != null && !name.isBlank())
          .collect(Collectors.toCollection(TreeSet::new));
    }
  }

  /**
   * @param staleAfter a last complete comparison with the broker that is older is called stale
   */
  public record Reconciliation(@DefaultValue("60s") Duration staleAfter) {}

  /**
   * @param scope {@code account}, or {@code global}: one execution at a time over all accounts
   */
  public record Lock(@DefaultValue("account") String scope) {
    public boolean isGlobal() {
      return scope.equalsIgnoreCase("global");
    }
  }
}
