#include "app_pictures.hpp"

#include <gmock/gmock.h>

namespace bowball {
namespace pictures_test {

formats::DeviceConfig device(const std::string& driver, const std::string& link) { return {"one", driver, link, {}, true}; }

TEST(PictureFolders, AreThoseOfDevicesThatTakePicturesEachOnce) {
    const auto folders = picture_folders({device("photo_image", "folder:///srv/a"), device("finishlynx", "folder:///srv/lynx"), device("photo_image", ""), device("photo_image", "folder:///srv/a?rest_ms=100"),
                                          device("photo_image", "tcp://127.0.0.1:1"), device("no_such_driver", "folder:///srv/b")});
    EXPECT_THAT(folders, testing::ElementsAre("/srv/a", "/srv/photo"));
}

}  // namespace pictures_test
}  // namespace bowball
