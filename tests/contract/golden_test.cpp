// What the golden races put on screens and into the log is what docs/schemas describe.
#include <gtest/gtest.h>

#include <filesystem>
#include <regex>

#include "folders.hpp"
#include "races/script.hpp"
#include "schema_file.hpp"

namespace bowball::contract {
namespace golden_test {

namespace fs = std::filesystem;
using nlohmann::json;

std::vector<fs::path> golden_files(std::string_view extension) {
    std::vector<fs::path> files;
    for (const auto& entry : fs::directory_iterator{tests_folder() + "/races"}) {
        if (entry.path().extension() == extension) files.push_back(entry.path());
    }
    std::ranges::sort(files);
    return files;
}

struct GoldenView {
    std::string topic;
    std::string data;
};

/// A view begins at the left with its topic; the rows after its first one are indented.
std::vector<GoldenView> views_of(const fs::path& file) {
    std::vector<GoldenView> views;
    const auto text = races::read_all(file);
    for (const auto line : split(text, '\n')) {
        const auto brace = line.find(" {");
        const auto is_order = line.empty() || line.front() < 'a' || line.front() > 'z';   // begins with its time
        if (line.starts_with("  ") && !views.empty()) views.back().data += line;
        else if (brace != std::string_view::npos && !is_order) views.push_back({std::string{line.substr(0, brace)}, std::string{line.substr(brace + 1)}});
    }
    return views;
}

TEST(GoldenViews, AreWhatTheSchemasDescribe) {
    std::map<std::string, int> seen;
    for (const auto& file : golden_files(".views")) {
        for (const auto& view : views_of(file)) {
            const formats::ViewFrame frame{view.topic, "E", Seq{1}, 2, std::nullopt, view.data};
            EXPECT_EQ(problems("view_frame.json", json::parse(formats::encode_frame(frame))), "") << file.filename() << " " << view.topic;
            ++seen[std::regex_replace(view.topic, std::regex{"[0-9]+"}, "*")];
        }
    }
    for (const auto* topic : {"meet", "race/*/start_list", "race/*/board", "race/*/results", "race/*/start", "race/*/referee", "race/*/console", "redundancy"})
        EXPECT_GT(seen[topic], 0) << "no golden race shows " << topic;
}

TEST(GoldenViews, AreNotWhatTheSchemasDescribeOnceAKeyIsMissing) {
    const auto views = views_of(tests_folder() + "/races/clean_final.views");
    const auto board = std::ranges::find(views, "race/1/board", &GoldenView::topic);
    ASSERT_NE(board, views.end());
    auto document = json::parse(formats::encode_frame(formats::ViewFrame{board->topic, "E", Seq{1}, 2, std::nullopt, board->data}));
    ASSERT_EQ(problems("view_frame.json", document), "");
    document["data"].erase("header");
    EXPECT_NE(problems("view_frame.json", document), "");
}

TEST(GoldenJournals, MakeALogThatTheSchemasDescribe) {
    auto count = 0;
    for (const auto& file : golden_files(".jsonl")) {
        const auto text = races::read_all(file);
        for (const auto line : split(text, '\n')) {
            if (line.empty()) continue;
            const auto entry = formats::decode_entry(line).value();
            if (!formats::is_public(entry.event)) continue;
            const auto data = formats::encode_public_entry(entry);
            EXPECT_EQ(problems("log_entry.json", json::parse(data)), "") << file.filename() << " " << data;
            ++count;
        }
    }
    EXPECT_GT(count, 500);
}

}  // namespace golden_test
}  // namespace bowball::contract
