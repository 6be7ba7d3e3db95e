package org.ipcctl.testing;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/** A picture as XML, in which tests look for what is drawn. */
public record Svg(Document document) {
    /** Fails where it is not well-formed. */
    public static Svg of(byte[] bytes) {
        try {
            DocumentBuilderFactory parsers = DocumentBuilderFactory.newInstance();
            parsers.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
            return new Svg(parsers.newDocumentBuilder().parse(new ByteArrayInputStream(bytes)));
        } catch (ParserConfigurationException | SAXException | IOException e) {
            throw new AssertionError(e);
        }
    }

    public Element root() {
        return document.getDocumentElement();
    }

    /** What is written anywhere in it. */
    public List<String> texts() {
        return elements(root(), "text").stream().map(Element::getTextContent).toList();
    }

    /** The groups of one kind. */
    public List<Element> groups(String kind) {
        return elements(root(), "g").stream().filter(group -> group.getAttribute("class").equals(kind)).toList();
    }

    public static List<Element> elements(Element within, String tag) {
        NodeList nodes = within.getElementsByTagName(tag);
        List<Element> all = new ArrayList<>();
        for (int i = 0; i < nodes.getLength(); i++) {
            all.add((Element) nodes.item(i));
        }
        return all;
    }
}
