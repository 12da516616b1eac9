import java.io.FileInputStream;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.logging.LogManager;
import javax.xml.parsers.DocumentBuilderFactory;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import org.verapdf.pdfa.results.TestAssertion;
import org.verapdf.pdfa.validation.profiles.ErrorArgument;
import org.verapdf.pdfa.validation.profiles.Profiles;
import org.verapdf.pdfa.validation.profiles.Rule;
import org.verapdf.pdfa.validation.profiles.ValidationProfile;
import org.verapdf.pdfa.validation.profiles.Variable;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/**
 * Holds PDFs against a standard with veraPDF's own rules, and prints what its command would: a line for each file, and
 * below it the rules that it breaks. Its own reader of rules needs a library that Java no longer has, so they are read here.
 */
public class Judge {
  public static void main(String[] args) throws Exception {
    LogManager.getLogManager().reset();
    VeraGreenfieldFoundryProvider.initialise();
    PDFAFlavour flavour = PDFAFlavour.byFlavourId(args[1]);
    ValidationProfile profile = profileOf(flavour);
    for (String file : List.of(args).subList(2, args.length)) {
      if (file.startsWith("--") || file.equals("text")) continue;
      Set<String> broken = new TreeSet<>();
      try (var in = new FileInputStream(file); var parser = Foundries.defaultInstance().createParser(in, flavour)) {
        var result = Foundries.defaultInstance().createValidator(profile, false).validate(parser);
        for (TestAssertion each : result.getTestAssertions())
          if (each.getStatus() == TestAssertion.Status.FAILED)
            broken.add(each.getRuleId().getClause() + "-" + each.getRuleId().getTestNumber());
        System.out.println((result.isCompliant() ? "PASS " : "FAIL ") + file + " " + args[1]);
      }
      for (String rule : broken) System.out.println("  FAIL " + rule);
    }
  }

  private static ValidationProfile profileOf(PDFAFlavour flavour) throws Exception {
    String name = "/org/verapdf/pdfa/validation/" + (flavour == PDFAFlavour.PDFUA_1 ? "PDFUA-1" : "PDFA-2A") + ".xml";
    Element root;
    try (var in = Judge.class.getResourceAsStream(name)) {
      root = DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(in).getDocumentElement();
    }
    Set<Rule> rules = new HashSet<>();
    for (Element rule : elements(root, "rule")) {
      Element id = elements(rule, "id").get(0);
      var specification = PDFAFlavour.Specification.valueOf(id.getAttribute("specification"));
      int number = Integer.parseInt(id.getAttribute("testNumber"));
      var error = Profiles.errorFromValues(textOf(rule, "message"), new ArrayList<ErrorArgument>());
      rules.add(Profiles.ruleFromValues(
          Profiles.ruleIdFromValues(specification, id.getAttribute("clause"), number),
          rule.getAttribute("object"), rule.hasAttribute("deferred") ? Boolean.valueOf(rule.getAttribute("deferred")) : null,
          rule.getAttribute("tags"), textOf(rule, "description"), textOf(rule, "test"), error, new ArrayList<>()));
    }
    Set<Variable> variables = new HashSet<>();
    for (Element variable : elements(root, "variable"))
      variables.add(Profiles.variableFromValues(variable.getAttribute("name"), variable.getAttribute("object"),
          textOf(variable, "defaultValue"), textOf(variable, "value")));
    var details = Profiles.profileDetailsFromValues(name, name, "veraPDF", null);
    return Profiles.profileFromValues(flavour, details, "", rules, variables);
  }

  private static List<Element> elements(Element within, String name) {
    NodeList found = within.getElementsByTagName(name);
    List<Element> elements = new ArrayList<>();
    for (int i = 0; i < found.getLength(); i++) elements.add((Element) found.item(i));
    return elements;
  }

  private static String textOf(Element within, String name) {
    return elements(within, name).get(0).getTextContent();
  }
}
