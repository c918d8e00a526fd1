/** What a trader asks for: the execution request, how it is read, checked and told apart. */
package dev.legwork.request;
