/** Which builds of the worker are alive: said by connections that end with their process. */
package dev.legwork.ledger.presence;
