/** What reading and writing the TWS protocol costs (JMH). */
package dev.legwork.bench.codec;
