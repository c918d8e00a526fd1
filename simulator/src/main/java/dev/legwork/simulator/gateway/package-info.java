/**
 * The gateway's side of the TWS protocol: sessions, requests and their answers, faults on the way
 * in and out. {@link dev.legwork.simulator.gateway.Venue} is the whole venue as one deterministic,
 * single-threaded object; {@link dev.legwork.simulator.gateway.GatewayServer} puts it on a TCP
 * port.
 */
package dev.legwork.simulator.gateway;
