#include "folders.hpp"
#include "schema_file.hpp"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <map>
#include <memory>
#include <stdexcept>
#include <valijson/adapters/nlohmann_json_adapter.hpp>
#include <valijson/schema.hpp>
#include <valijson/schema_parser.hpp>
#include <valijson/validator.hpp>

namespace bowball::contract {
namespace {

using nlohmann::json;
using valijson::adapters::NlohmannJsonAdapter;

const std::string folder = source_folder() + "/docs/schemas/";

json shape_of_schema(const json& schema, const std::string& file);

json nullable(json shape) {
    shape["type"] = {shape["type"], "null"};
    return shape;
}

json object_shape(const json& schema, const std::string& file) {
    json shape{{"type", "object"}, {"properties", json::object()}, {"required", schema.value("required", json::array())}};
    std::sort(shape["required"].begin(), shape["required"].end());
    const auto properties = schema.value("properties", json::object());
    for (const auto& [key, value] : properties.items()) shape["properties"][key] = shape_of_schema(value, file);
    return shape;
}

json shape_of_schema(const json& schema, const std::string& file) {
    if (schema.contains("$ref")) {
        const auto reference = schema["$ref"].get<std::string>();
        return shape_in(reference.starts_with("#") ? file + reference : reference);
    }
    // A description beside a reference needs an allOf around it: draft-07 passes over what stands beside $ref.
    if (schema.contains("allOf") && !schema.contains("type")) return shape_of_schema(schema["allOf"].at(0), file);
    if (schema.contains("anyOf")) return nullable(shape_of_schema(schema["anyOf"].at(0), file));
    if (!schema.contains("type")) throw std::runtime_error{file + ": no type in " + schema.dump()};
    auto without_null = schema;
    const auto is_nullable = schema["type"].is_array();
    if (is_nullable) without_null["type"] = schema["type"].at(0);
    json shape{{"type", without_null["type"]}};
    if (shape["type"] == "object") shape = object_shape(without_null, file);
    if (shape["type"] == "array") shape["items"] = shape_of_schema(schema.at("items"), file);
    if (shape["type"] == "integer" && schema.contains("minimum")) shape["minimum"] = schema["minimum"];
    return is_nullable ? nullable(shape) : shape;
}

const valijson::Schema& validator_of(const std::string& file) {
    static std::map<std::string, std::unique_ptr<valijson::Schema>> made;
    auto& schema = made[file];
    if (schema) return *schema;
    schema = std::make_unique<valijson::Schema>();
    const auto fetch = [](const std::string& name) { return new json(read_schema(name)); };
    const auto drop = [](const json* document) { delete document; };
    const auto document = read_schema(file);
    valijson::SchemaParser{}.populateSchema(NlohmannJsonAdapter{document}, *schema, fetch, drop);
    return *schema;
}

}  // namespace

json read_schema(const std::string& file) {
    std::ifstream in{folder + file};
    if (!in) throw std::runtime_error{"docs/schemas has no " + file};
    return json::parse(in);
}

std::vector<std::string> schema_files() {
    std::vector<std::string> files;
    for (const auto& entry : std::filesystem::directory_iterator{folder}) files.push_back(entry.path().filename().string());
    std::ranges::sort(files);
    return files;
}

json shape_in(const std::string& reference) {
    const auto hash = reference.find('#');
    const auto file = reference.substr(0, hash);
    const auto document = read_schema(file);
    const auto pointer = hash == std::string::npos ? std::string{} : reference.substr(hash + 1);
    return shape_of_schema(document.at(json::json_pointer{pointer}), file);
}

std::string problems(const std::string& file, const json& document) {
    valijson::Validator validator;
    valijson::ValidationResults results;
    if (validator.validate(validator_of(file), NlohmannJsonAdapter{document}, &results)) return {};
    std::string text;
    for (valijson::ValidationResults::Error error; results.popError(error);) {
        std::string where;
        for (const auto& step : error.context) where += step;
        text += where + ": " + error.description + "\n";
    }
    return text.empty() ? "is not what " + file + " describes" : text;
}

}  // namespace bowball::contract
