// Signed checkpoints on the disk, from one life to the next.
#include "feeds/checkpoint_writer.hpp"

#include <gmock/gmock.h>
#include <spdlog/sinks/ostream_sink.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <sstream>

namespace bowball::feeds {
namespace checkpoint_writer_test {

namespace fs = std::filesystem;

TEST(CheckpointWriter, CutsOffTheHalfNoteOfTheLifeBeforeAndSaysSo) {
    const auto file = (fs::temp_directory_path() / ("bowball-checkpoints-" + std::to_string(::getpid()))).string();
    const std::string one = "bowball/AB\n1\nhash\ntime_us 1\n\n\xE2\x80\x94 bowball c2ln\n";
    const std::string two = "bowball/AB\n2\nother\ntime_us 2\n\n\xE2\x80\x94 bowball bmF0\n";
    std::ofstream{file, std::ios::binary} << one << "\n" << two.substr(0, 30);
    std::ostringstream said;
    {
        CheckpointWriter writer{file, std::make_shared<spdlog::logger>("feeds", std::make_shared<spdlog::sinks::ostream_sink_mt>(said))};
        views::CheckpointView view{};
        view.note = two;
        writer.publish({{"meet/checkpoint", views::Audience::everyone, Seq{2}, view}});
    }
    std::ifstream in{file, std::ios::binary};
    EXPECT_EQ((std::string{std::istreambuf_iterator<char>{in}, {}}), one + "\n" + two + "\n");
    EXPECT_THAT(said.str(), testing::HasSubstr("ended with half a note, 30 bytes, and was cut back to its last whole one"));
    fs::remove(file);
}

}  // namespace checkpoint_writer_test
}  // namespace bowball::feeds
