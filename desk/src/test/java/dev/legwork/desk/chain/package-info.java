/** Tests of what watching a chain means. */
package dev.legwork.desk.chain;
