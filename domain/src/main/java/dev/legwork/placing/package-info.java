/** In which order the legs of a trade are sent, where they are not all sent together. */
package dev.legwork.placing;
