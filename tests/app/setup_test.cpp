// The configuration that the set-up page has written: read as at a start, and never in the place of what was there.
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include <filesystem>
#include <fstream>
#include <iterator>

#include "app_setup.hpp"
#include "folders.hpp"

namespace bowball {
namespace setup_test {

namespace fs = std::filesystem;
using nlohmann::json;

class Setup : public testing::Test {
protected:
    void SetUp() override {
        folder = fs::temp_directory_path() / ("bowball-setup-" + std::to_string(::getpid()));
        fs::remove_all(folder);
        fs::create_directories(folder / "data");
        file = (folder / "bowball.toml").string();
    }
    void TearDown() override {
        fs::permissions(folder, fs::perms::owner_all);
        fs::remove_all(folder);
    }
    [[nodiscard]] net::SetupSource source() const { return setup_source(setup_place("", (folder / "data").string(), source_folder() + "/config/rules")); }
    [[nodiscard]] static std::string read(const fs::path& path) {
        std::ifstream in{path, std::ios::binary};
        return {std::istreambuf_iterator<char>{in}, {}};
    }
    fs::path folder;
    std::string file;
};

const std::string sound = "[server]\ndata_dir = \"data\"\n[[devices]]\nname = \"timy\"\ndriver = \"alge_timy\"\nlink = \"serial:///dev/ttyUSB0?baud=9600\"\n"
                          "[[channels]]\ndevice = \"timy\"\nchannel = \"C1\"\npoint = \"split 500\"\nlane = 3\nsource = \"b\"\n";

TEST_F(Setup, WithoutAConfigurationItIsWrittenBesideTheData) {
    const auto place = setup_place("", (folder / "data").string(), "");
    EXPECT_EQ(place.file, file);
    EXPECT_EQ(place.data_dir, "data") << "as the file, beside it, names it";
    EXPECT_FALSE(place.is_used);
    EXPECT_TRUE(setup_place(file, "elsewhere", "").is_used);
}

TEST_F(Setup, SaysWhatIsKnownAndWhatIsConfigured) {
    auto told = json::parse(source().describe().value());
    EXPECT_FALSE(told["exists"].get<bool>());
    EXPECT_TRUE(std::ranges::any_of(told["rule_sets"], [](const json& set) { return set["id"] == "rowing"; }));
    EXPECT_TRUE(std::ranges::any_of(told["drivers"], [](const json& driver) { return driver["name"] == "alge_timy"; }));
    EXPECT_TRUE(told["ports"].is_array());
    std::ofstream{file} << sound;
    told = json::parse(source().describe().value());
    EXPECT_EQ(told["text"], sound);
    EXPECT_EQ(told["devices"][0]["link"], "serial:///dev/ttyUSB0?baud=9600");
    EXPECT_EQ(told["channels"][0], json::parse(R"({"device":"timy","channel":"C1","point":"split 500","lane":3,"source":"b","number_is_lane":false})"));
    std::ofstream{file} << "[server\n";
    told = json::parse(source().describe().value());
    EXPECT_NE(told["problem"].get<std::string>().find("bowball.toml:1"), std::string::npos);
}

TEST_F(Setup, RefusesWhatAStartWouldRefuse) {
    const auto why = [&](const std::string& text) { return source().check(text).error().text; };
    EXPECT_NE(why("[server]\nprot = 1\n").find("bowball.toml:2"), std::string::npos) << "an unknown key, with its place";
    EXPECT_NE(why("[[devices]]\nname = \"a\"\ndriver = \"alge_timmy\"\n").find("alge_timmy"), std::string::npos);
    EXPECT_NE(why("[[channels]]\ndevice = \"gone\"\nchannel = \"C1\"\npoint = \"finish\"\n").find("gone"), std::string::npos);
    EXPECT_FALSE(source().write("[server]\nprot = 1\n"));
    EXPECT_FALSE(fs::exists(file)) << "nothing is written of what is wrong";
}

TEST_F(Setup, KeepsWhatWasThereUnderANameOfItsOwn) {
    std::ofstream{file} << "# ours\n";
    const auto first = json::parse(source().write(sound).value());
    EXPECT_EQ(read(file), sound);
    EXPECT_EQ(read(first["backup"].get<std::string>()), "# ours\n");
    const auto second = json::parse(source().write(sound + "# again\n").value());
    EXPECT_NE(second["backup"], first["backup"]);
    EXPECT_EQ(read(second["backup"].get<std::string>()), sound);
    EXPECT_EQ(read(first["backup"].get<std::string>()), "# ours\n") << "no backup takes another's place";
    EXPECT_EQ(json::parse(source().write(sound + "# again\n").value())["backup"], "") << "the same text again changes nothing";
    EXPECT_TRUE(formats::load_config(file).has_value());
}

TEST_F(Setup, SaysWhereItMayNotWrite) {
    const auto place = SetupPlace{"/proc/bowball.toml", false, "data", source_folder() + "/config/rules"};
    const auto refused = setup_source(place).write(sound);
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().code, errc::io_failed);
    EXPECT_NE(refused.error().text.find("put the text into the file yourself"), std::string::npos);
}

}  // namespace setup_test
}  // namespace bowball
