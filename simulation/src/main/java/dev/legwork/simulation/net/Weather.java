package dev.legwork.simulation.net;

import java.time.Duration;

/**
 * How a network is.
 *
 * @param least latency of one way
 * @param most latency of one way, seldom reached
 * @param cutting how often bytes written together arrive in pieces
 */
public record Weather(Duration least, Duration most, double cutting) {}
