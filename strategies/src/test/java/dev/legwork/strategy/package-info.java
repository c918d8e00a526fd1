/** Tests of what all strategies have in common. */
package dev.legwork.strategy;
