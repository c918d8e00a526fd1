package dev.legwork.request;

import static dev.legwork.request.Conversions.conversion;
import static dev.legwork.request.Conversions.valid;
import static dev.legwork.request.Conversions.with;
import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CanonicalRequestTest {

  @Test
  void writesEveryFieldInOneOrder() {
    assertThat(valid(conversion()).text())
        .isEqualTo(
            ("{'id':'twx-0001','account':'DU1000001','strategy':'SFR','underlying':'TWX','legs':["
                    + "{'name':'stock','action':'BUY','ratio':100,"
                    + "'contract':{'type':'STOCK','symbol':'TWX','multiplier':1}},"
                    + "{'name':'put','action':'BUY','ratio':1,'contract':{'type':'OPTION',"
                    + "'symbol':'TWX','expiry':'2014-06-20','strike':'70','right':'PUT',"
                    + "'multiplier':100}},"
                    + "{'name':'call','action':'SELL','ratio':1,'contract':{'type':'OPTION',"
                    + "'symbol':'TWX','expiry':'2014-06-20','strike':'70','right':'CALL',"
                    + "'multiplier':100}}],"
                    + "'quantity':1,'netLimit':'69.72','placing':'PARALLEL','pricing':'LIMIT',"
                    + "'timeouts':{'lock':'PT10M','total':'PT15S','afterFirstFill':'PT5S'}}")
                .replace('\'', '"'));
  }

  @Test
  void doesNotTellNumbersApartThatAreEqual() {
    String hash = valid(conversion()).hash();
    for (Object same :
        List.of("69.720", new BigDecimal("69.72"), 69.72, new BigDecimal("6.972e1"))) {
      assertThat(valid(with("netLimit", same)).hash()).isEqualTo(hash);
    }
    assertThat(valid(with("legs[1].contract.strike", "70.00")).hash()).isEqualTo(hash);
    assertThat(valid(with("legs[0].ratio", "100")).hash()).isEqualTo(hash);
    assertThat(valid(with("timeouts.total", "PT0M15S")).hash()).isEqualTo(hash);
  }

  @Test
  void doesNotTellFieldsInAnotherOrderApart() {
    Map<String, Object> turned = new LinkedHashMap<>();
    List<String> names = new ArrayList<>(conversion().keySet());
    names.reversed().forEach(name -> turned.put(name, conversion().get(name)));
    assertThat(valid(turned).hash()).isEqualTo(valid(conversion()).hash());
  }

  @Test
  void tellsAnyOtherValueApart() {
    assertThat(
            List.of(
                valid(conversion()).hash(),
                valid(with("netLimit", "69.73")).hash(),
                valid(with("quantity", 2)).hash(),
                valid(with("legs[0].ratio", 200)).hash(),
                valid(with("timeouts.total", "PT16S")).hash(),
                valid(with("strategy", "Other")).hash(),
                valid(with("legs[1].contract.conId", 5)).hash(),
                valid(with("legs[1].contract.tradingClass", "TWX")).hash()))
        .doesNotHaveDuplicates();
  }
}
