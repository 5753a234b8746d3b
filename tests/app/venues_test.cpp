#include <gtest/gtest.h>

#include <filesystem>

#include "app_serve.hpp"
#include "capture/device.hpp"
#include "folders.hpp"

namespace bowball {
namespace venues_test {

// What `bowball check-config` does, for every venue that is shipped.
TEST(Venues, TheDevicesOfTheShippedOnesMakeSense) {
    for (const auto& file : std::filesystem::directory_iterator{source_folder() + "/config/venues"}) {
        const auto config = formats::load_config(file.path().string());
        ASSERT_TRUE(config) << config.error().text;
        boost::asio::io_context context;
        for (const auto& device : config->devices) {
            const capture::DeviceOptions options{device.name, device.driver, device.link, device.settings, false};
            const auto made = capture::Device::make(options, context, io::Clock{}, [](Observation) {}, nullptr, make_log("error"));
            EXPECT_TRUE(made) << file.path() << ": " << (made ? "" : made.error().text);
        }
    }
}

}  // namespace venues_test
}  // namespace bowball
